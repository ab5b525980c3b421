using System.Text;
using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Activities;
using HandoffBot.Playground.MsTeams.Tenant;
using HandoffBot.Playground.Player;

namespace HandoffBot.Playground.MsTeams.Player;

/// <summary>Writing messages. The bot hears all of a personal chat, and of a channel what mentions it.</summary>
internal sealed class Talking(MsTeamsTenant tenant, ActivityWriter writer, Installations installations, Deliveries deliveries)
{
    /// <summary>Says something; called under the lock.</summary>
    public JsonObject Say(Account person, Conversation conversation, string typed, string? thread)
    {
        if (thread is not null && conversation.Find(thread) is not { ThreadId: null }) return Replies.Gone();

        var (text, entities) = Mentioned(typed.Trim(), conversation);
        var post = new Post
        {
            Id = tenant.Ids.Next(),
            From = person.Id,
            At = tenant.Clock.Now,
            ThreadId = thread,
            Text = text,
            Entities = entities.Count > 0 ? entities : null,
        };
        tenant.Add(conversation, post);
        tenant.MarkRead(person.Id, conversation.Id, post.Id);
        if (IsHeard(conversation, entities)) deliveries.Send([.. FirstContact(person, conversation), writer.Message(person, conversation, post)]);

        var said = Said.Ok();
        said["id"] = post.Id;
        return said;
    }

    private IReadOnlyList<JsonObject> FirstContact(Account person, Conversation conversation) =>
        conversation.Team is null ? installations.AtFirstContact(person) : [];

    private bool IsHeard(Conversation conversation, JsonArray entities) => conversation.Team is not { } team
        ? !tenant.Blocking.Contains(conversation.Person!)
        : team.HasBot && entities.Objects().Any(entity => entity.Object("mentioned").Text("id") == tenant.Bot);

    /// <summary>Makes mentions of the <c>@Name</c>s that are known where it is said, the longest name first.</summary>
    private (string Text, JsonArray Entities) Mentioned(string typed, Conversation conversation)
    {
        var known = Nameable(conversation).OrderByDescending(each => each.Name.Length).ToList();
        var (text, entities) = (new StringBuilder(), new JsonArray());
        for (var at = 0; at < typed.Length;)
        {
            var (id, name) = typed[at] == '@' ? known.Find(each => Begins(typed, at + 1, each.Name)) : default;
            if (id is null)
            {
                text.Append(typed[at++]);
                continue;
            }

            text.Append("<at>").Append(name).Append("</at>");
            entities.Add(new JsonObject
            {
                ["type"] = "mention", ["text"] = $"<at>{name}</at>", ["mentioned"] = new JsonObject { ["id"] = id, ["name"] = name },
            });
            at += name.Length + 1;
        }

        return (text.ToString(), entities);
    }

    private IEnumerable<(string Id, string Name)> Nameable(Conversation conversation) =>
        tenant.People.Where(person => conversation.Has(person.Id)).Select(person => (person.Id, person.Name)).Append((tenant.Bot, tenant.Options.BotName));

    private static bool Begins(string text, int at, string name) =>
        string.Compare(text, at, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (at + name.Length == text.Length || !char.IsLetterOrDigit(text[at + name.Length]));
}
