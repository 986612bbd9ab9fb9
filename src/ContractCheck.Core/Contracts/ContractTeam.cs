using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts;

/// <summary>The people who answer for a contract.</summary>
public sealed record ContractTeam
{
    /// <summary>Name of the team, where one is given.</summary>
    public string? Name { get; init; }

    /// <summary>Members in the order of the file.</summary>
    public ImmutableArray<ContractMember> Members { get; init; } = [];

    /// <summary>Where the team is written.</summary>
    public required ContractPosition Position { get; init; }

    /// <summary>Members who still are there with a role that says owner, and who have a name.</summary>
    public IEnumerable<ContractMember> Owners =>
        Members.Where(m => m.Left is null && m.Role?.Contains("owner", StringComparison.OrdinalIgnoreCase) == true && (m.Name ?? m.Username) is not null);

    /// <summary>The names of <see cref="Owners"/>, else the team's.</summary>
    public string? Owner
    {
        get
        {
            var names = string.Join(", ", Owners.Select(m => m.Name ?? m.Username));
            return names.Length > 0 ? names : Name;
        }
    }
}

/// <summary>A member of a team.</summary>
/// <param name="Username">Account or mail address.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Role">Role, such as Owner.</param>
/// <param name="Left">Day the member left, as written; null while there.</param>
public sealed record ContractMember(string? Username, string? Name, string? Role, string? Left);
