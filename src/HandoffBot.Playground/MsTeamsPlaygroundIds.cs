using System.Security.Cryptography;
using System.Text;

namespace HandoffBot.Playground;

/// <summary>
/// Ids in Microsoft's form that follow from what they name, so that a tenant built anew from the same people has the same ids and a
/// bot's database still fits it.
/// </summary>
public static class MsTeamsPlaygroundIds
{
    /// <summary>The Entra object id of the person with this e-mail address, in any case.</summary>
    public static string AadObject(string email) => GuidFrom("person", Plain(email));

    /// <summary>The id under which a bot knows a person: another one for every bot.</summary>
    public static string User(string appId, string email) => "29:1" + Letters(54, "user", appId, Plain(email));

    /// <summary>The personal chat of a person with a bot.</summary>
    public static string Chat(string appId, string email) => "a:1" + Letters(90, "chat", appId, Plain(email));

    /// <summary>The bot's own id.</summary>
    public static string Bot(string appId) => $"28:{appId}";

    /// <summary>The Entra group behind a team.</summary>
    public static string Group(string team) => GuidFrom("group", team);

    private static string Plain(string email) => email.Trim().ToLowerInvariant();

    private static string GuidFrom(params string[] parts) => new Guid(Hash(parts).AsSpan(0, 16)).ToString();

    private static string Letters(int count, params string[] parts)
    {
        var first = Hash(parts);
        byte[] all = [.. first, .. SHA256.HashData(first), .. SHA256.HashData([.. first, 1])];
        return Convert.ToBase64String(all).Replace('+', '-').Replace('/', '_')[..count];
    }

    private static byte[] Hash(string[] parts) => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}
