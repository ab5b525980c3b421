using System.Security.Cryptography;
using System.Text;

namespace HandoffBot.Playground;

/// <summary>
/// Ids in Slack's form that follow from what they name, so that a workspace built anew from the same people has the
/// same ids and a bot's database still fits it.
/// </summary>
public static class PlaygroundIds
{
    private const string Letters = "ABCDEFGHJKMNPQRSTUVWXYZ123456789";

    /// <summary>The user id of the person with this e-mail address, in any case.</summary>
    public static string User(string email) => From('U', "person", email.Trim().ToLowerInvariant());

    /// <summary>The bot's own user id in a workspace.</summary>
    public static string BotUser(string workspace) => From('U', "bot-user", workspace);

    public static string Bot(string workspace) => From('B', "bot", workspace);

    public static string App(string workspace) => From('A', "app", workspace);

    /// <summary>The direct channel of a person with the bot.</summary>
    public static string Direct(string workspace, string user) => From('D', "direct", workspace, user);

    /// <summary>An id that names nothing else, for views and events.</summary>
    internal static string Fresh(char prefix) => Spell(prefix, RandomNumberGenerator.GetBytes(10));

    private static string From(char prefix, params string[] parts) =>
        Spell(prefix, SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    private static string Spell(char prefix, byte[] bytes) =>
        prefix + "0" + string.Concat(bytes.Take(9).Select(b => Letters[b % Letters.Length]));
}
