using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HandoffBot.Playground.Calls;

namespace HandoffBot.Playground.Workspace;

/// <summary>
/// What outlives a restart of the workspace: messages, who has read what, who came and went, and the forms that people have open, which
/// stay before them when a bot is restarted. Private messages and addresses for answers are not kept, as Slack keeps none.
/// </summary>
/// <param name="Members">Those who came, changed or went since the workspace was set up; null in a file of an older version.</param>
/// <param name="Views">Each person's open forms, the lowest first; null in a file of an older version.</param>
internal sealed record SavedWorkspace(
    long LastStamp, IReadOnlyList<SavedConversation> Conversations, IReadOnlyList<SavedReadMark> Read, IReadOnlyList<Member>? Members,
    IReadOnlyList<SavedView>? Views)
{
    public static SavedWorkspace Of(SlackWorkspace workspace, Modals modals)
    {
        var setUp = workspace.Options.People.Select(Member.Of).ToHashSet();
        return new(
            workspace.Stamps.Last,
            [.. workspace.Conversations.Select(each => new SavedConversation(each.Id, [.. each.Members], [.. each.Messages.Select(Copied)]))],
            [.. workspace.ReadMarks.Select(mark => new SavedReadMark(mark.Key.Person, mark.Key.Channel, mark.Value))],
            [.. workspace.Members.Where(member => !member.IsBot && !setUp.Contains(member))],
            [.. workspace.Members.SelectMany(member => modals.Stack(member.Id)).Select(SavedView.Of)]);
    }

    public void Into(SlackWorkspace workspace, Modals modals)
    {
        workspace.Stamps.Last = LastStamp;
        foreach (var member in Members ?? []) Return(member, workspace);
        foreach (var each in Conversations)
        {
            if (workspace.Conversation(each.Id) is not { } conversation) continue;

            foreach (var member in each.Members.Where(id => workspace.Member(id) is not null && !conversation.Has(id))) conversation.Members.Add(member);
            foreach (var message in each.Messages.OrderBy(message => message.Ts, StringComparer.Ordinal)) conversation.Add(message);
        }

        foreach (var mark in Read) workspace.MarkRead(mark.Person, mark.Channel, mark.Ts);
        modals.Return((Views ?? []).Where(view => workspace.Member(view.Person) is not null).Select(view => view.Open));
    }

    /// <summary>Of somebody whom the workspace was set up with only the going counts: the rest may have been changed since.</summary>
    private static void Return(Member saved, SlackWorkspace workspace)
    {
        if (workspace.Member(saved.Id) is not { } present) workspace.Admit(saved);
        else if (saved.IsDeleted) workspace.Admit(present with { IsDeleted = true });
    }

    /// <summary>Written outside the lock, so it must not be what the lock guards.</summary>
    private static Message Copied(Message message) =>
        message with { Blocks = message.Blocks?.Copy(), Metadata = message.Metadata?.Copy() };
}

internal sealed record SavedConversation(string Id, IReadOnlyList<string> Members, IReadOnlyList<Message> Messages);

internal sealed record SavedReadMark(string Person, string Channel, string Ts);

/// <summary>A form and what was typed into it as far as the workspace knows.</summary>
internal sealed record SavedView(string Id, string Person, string RootId, string? PreviousId, JsonObject View, string Hash, JsonObject State)
{
    [JsonIgnore]
    public OpenView Open => new(Id, Person, RootId, PreviousId, View, Hash) { State = State };

    public static SavedView Of(OpenView view) =>
        new(view.Id, view.Person, view.RootId, view.PreviousId, view.View.Copy(), view.Hash, view.State.Copy());
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SavedWorkspace))]
internal sealed partial class SavedJson : JsonSerializerContext;
