namespace HandoffBot.Playground.MsTeams.Tenant;

/// <summary>Where a conversation id leads: a chat, a channel, or, with a thread's id, into one thread of a channel.</summary>
internal sealed record Address(Conversation Conversation, string? Thread)
{
    public const string ThreadMark = ";messageid=";

    /// <summary>The id under which the bot is told of a thread.</summary>
    public static string Of(Conversation conversation, string? thread) =>
        conversation.Team is null || thread is null ? conversation.Id : conversation.Id + ThreadMark + thread;

    public static (string Conversation, string? Thread) Split(string id)
    {
        var mark = id.IndexOf(ThreadMark, StringComparison.Ordinal);
        return mark < 0 ? (id, null) : (id[..mark], id[(mark + ThreadMark.Length)..]);
    }
}
