using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Tests.Contracts;

/// <summary>Small contracts for tests.</summary>
internal static class ContractText
{
    /// <summary>Lines before the body, so that its first line is line 6.</summary>
    private const string Fundamentals = "kind: DataContract\nid: shop\nversion: 1.2.0\nstatus: active\n";

    public static ContractReading Read(string body, string apiVersion = "v3.1.0", string file = "shop.odcs.yaml") =>
        ContractReader.Read(file, $"apiVersion: {apiVersion}\n{Fundamentals}{body}");

    public static Contract Contract(string body, string apiVersion = "v3.1.0", string file = "shop.odcs.yaml")
    {
        var reading = Read(body, apiVersion, file);
        reading.Errors.ShouldBeEmpty();
        return reading.Contract.ShouldNotBeNull();
    }

    public static string[] Errors(string body, string apiVersion = "v3.1.0") =>
        [.. Read(body, apiVersion).Errors.Select(e => e.ToString().Replace("shop.odcs.yaml:", "", StringComparison.Ordinal))];
}
