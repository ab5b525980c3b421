using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>Reads a person of a roster. <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context"/></summary>
internal static class RosterProfile
{
    /// <param name="tenant">Whose roster it is.</param>
    /// <returns>Null where there is no account of Entra, as of people who joined without one.</returns>
    public static AccountProfile? Read(ConnectorResult member, string tenant)
    {
        if (!Guid.TryParse(member.AadObjectId ?? member.ObjectId, out var id))
            return null;

        var account = new AccountRef(Platform.MsTeams, tenant, id.ToString("D"));
        var principal = member.UserPrincipalName?.Trim();
        return new AccountProfile(
            account,
            Guid.TryParse(member.TenantId, out var home) ? home.ToString("D") : "",
            string.IsNullOrWhiteSpace(member.Name) ? principal ?? account.Account : member.Name,

            // Not the mail: whoever may change their own could become somebody else. The principal name is the tenant's word.
            principal,
            EmailConfirmed: !string.IsNullOrEmpty(principal),
            IsFullMember: !IsOutside(member),
            IsActive: true,
            TimeZone: null);
    }

    /// <summary>Of somebody who is in none of the rosters that the bot may read.</summary>
    public static AccountProfile Left(AccountRef account) => new(
        account, account.Workspace, Name: "", Email: null, EmailConfirmed: false, IsFullMember: true, IsActive: false, TimeZone: null);

    /// <summary>Guests and the anonymous, also where a role is not said or not known.</summary>
    private static bool IsOutside(ConnectorResult member) =>
        member.UserRole is not ("user" or "owner") || member.UserPrincipalName?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) is not false;
}
