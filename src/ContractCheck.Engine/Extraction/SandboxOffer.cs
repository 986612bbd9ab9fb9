namespace ContractCheck.Engine.Extraction;

/// <summary>What a machine offers to lock the repository's code in, as the worker found it before any of that code ran.</summary>
/// <param name="Mode">How files are kept away: <c>landlock</c>, <c>chroot</c>, or null where neither is possible.</param>
/// <param name="Landlock">Version of the kernel's Landlock interface; 0 where there is none.</param>
/// <param name="Seccomp">Whether the kernel filters system calls.</param>
/// <param name="Kernel">System, release and machine.</param>
/// <param name="Why">Why there is no sandbox, or null.</param>
public sealed record SandboxOffer(string? Mode, int Landlock, bool Seccomp, string? Kernel, string? Why);
