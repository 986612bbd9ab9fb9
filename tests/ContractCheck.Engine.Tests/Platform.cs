using System.Runtime.Versioning;

// Modes, links and signals are tested as Linux has them: that is where the check runs in CI.
[assembly: SupportedOSPlatform("linux")]
