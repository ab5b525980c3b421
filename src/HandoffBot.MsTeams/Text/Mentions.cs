using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.MsTeams.Cards;

namespace HandoffBot.MsTeams.Text;

/// <summary>
/// The people whom one card mentions. A tag in the text is a key to its entity: <c>&lt;at&gt;Kim&lt;/at&gt;</c>, and another Kim gets a
/// number. <see href="https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards"/>
/// </summary>
/// <param name="tenant">Whose accounts can be mentioned.</param>
internal sealed class Mentions(string tenant)
{
    private const int LongestName = 80;
    private readonly Dictionary<string, string> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>The tag that mentions the person; null when they have no account here, and are only named.</summary>
    public string? Tag(Inline.Mention mention)
    {
        if (Account(mention) is not { } account)
            return null;

        var name = Bare(mention.Name);
        for (var same = 1; ; same++)
        {
            var tag = same == 1 ? $"<at>{name}</at>" : $"<at>{name} {same}</at>";
            if (_accounts.TryAdd(tag, account))
                _names[tag] = name;

            if (_accounts[tag] == account)
                return tag;
        }
    }

    /// <summary>The accounts that the phrase mentions here.</summary>
    public IEnumerable<string> In(Phrase phrase) => phrase.Parts.OfType<Inline.Mention>().Select(Account).OfType<string>();

    /// <summary>The entities of the tags that stand in what was drawn: one without its tag makes the message malformed.</summary>
    /// <param name="drawn">As JSON, in which some signs of a name, such as emoji, are written in another way.</param>
    public JsonArray Entities(string drawn) =>
    [
        .. _accounts.Where(one => drawn.Contains(CardJson.Letters.Encoder!.Encode(one.Key), StringComparison.Ordinal)).Select(one => new JsonObject
        {
            ["type"] = "mention",
            ["text"] = one.Key,
            ["mentioned"] = new JsonObject { ["id"] = one.Value, ["name"] = _names[one.Key] },
        }),
    ];

    /// <summary>Entra object ids are GUIDs; an id of another shape never reaches a card.</summary>
    private string? Account(Inline.Mention mention) => mention.Accounts
        .Where(one => one.Platform is Platform.MsTeams && string.Equals(one.Workspace, tenant, StringComparison.OrdinalIgnoreCase))
        .Select(one => Guid.TryParse(one.Account, out var id) ? id.ToString("D") : null)
        .FirstOrDefault(one => one is not null);

    /// <summary>A name without anything that would have to be escaped: the tag must stand in the text as it stands in the entity.</summary>
    private static string Bare(string name)
    {
        var kept = new string([.. CleanText.Of(name, oneLine: true).Select(sign => @"<>&*_`~\[](){}#|""".Contains(sign, StringComparison.Ordinal) ? ' ' : sign)]);
        return CleanText.Of(kept, LongestName) is { Length: > 0 } bare ? bare : "Somebody";
    }
}
