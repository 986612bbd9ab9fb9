namespace ContractCheck.Engine.Extraction;

/// <summary>What the worker runs on; part of a cache's key.</summary>
/// <param name="Python">Version of the interpreter, such as <c>3.13.5</c>.</param>
/// <param name="SqlAlchemy">Version of SQLAlchemy, such as <c>2.0.40</c>.</param>
/// <param name="Sandbox">What the machine offers to lock children in.</param>
public sealed record WorkerHello(string Python, string SqlAlchemy, SandboxOffer Sandbox);
