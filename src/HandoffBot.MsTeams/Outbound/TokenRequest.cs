using System.Text.RegularExpressions;

namespace HandoffBot.MsTeams.Outbound;

/// <summary>What the bot asks Entra for, and what to do where it is refused.</summary>
internal static partial class TokenRequest
{
    public const string AssignIdentity =
        "Assign the user-assigned managed identity whose client ID is MsTeams:AppId to the Azure resource that the bot runs on: its page, Identity, User assigned.";

    /// <summary>The connector's own, in the cloud that the authority belongs to. <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication"/></summary>
    public static string Scope(Uri authority) => $"{Resource(authority)}/.default";

    /// <summary>The same, as a managed identity is asked for it.</summary>
    public static string Resource(Uri authority)
    {
        var host = authority.Host;
        if (host.EndsWith(".us", StringComparison.OrdinalIgnoreCase))
            return "https://api.botframework.us";

        return host.EndsWith(".cn", StringComparison.OrdinalIgnoreCase) ? "https://api.botframework.azure.cn" : "https://api.botframework.com";
    }

    /// <param name="error">OAuth's word, such as <c>invalid_client</c>.</param>
    /// <param name="description">Entra's sentence, of which only its number is kept.</param>
    public static BotToken.Refused Refused(string error, string? description)
    {
        var number = EntraNumber().Match(description ?? "").Value;
        var mend = number switch
        {
            "AADSTS7000215" or "AADSTS7000222" =>
                "Create a new client secret on the app registration's page, Certificates & secrets, and set MsTeams:AppPassword to its value.",
            "AADSTS700016" => "Check MsTeams:AppId, and that the app registration is in the tenant of MsTeams:TenantId.",
            "AADSTS90002" => "Check MsTeams:TenantId: Entra knows no such tenant.",
            _ => "Check MsTeams:AppId, MsTeams:AppPassword and MsTeams:TenantId against the Azure bot's page, Configuration.",
        };
        return new(number.Length > 0 ? $"{error}, {number}" : error, mend);
    }

    /// <summary>Whether asking again later may help, whatever was asked.</summary>
    public static bool IsPassing(int status) => status is 408 or 429 or >= 500;

    [GeneratedRegex("AADSTS[0-9]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EntraNumber();
}
