namespace HandoffBot.MsTeams.Outbound;

/// <summary>What conversation ids say of themselves.</summary>
internal static class Conversations
{
    private const string Mark = ";messageid=";

    /// <summary>A channel without the thread.</summary>
    public static string WithoutThread(string conversation)
    {
        var mark = conversation.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        return mark < 0 ? conversation : conversation[..mark];
    }

    /// <summary>The message that a thread hangs on; null outside of one.</summary>
    public static string? Thread(string conversation)
    {
        var mark = conversation.IndexOf(Mark, StringComparison.OrdinalIgnoreCase);
        return mark < 0 ? null : conversation[(mark + Mark.Length)..];
    }

    /// <summary>The thread below a message: what is known of one by its channel alone becomes it.</summary>
    public static string ThreadOf(string conversation, string message) =>
        IsChannel(conversation) && Thread(conversation) is null ? $"{conversation}{Mark}{message}" : conversation;

    /// <summary>Channels have threads; chats (<c>a:…</c>, <c>19:…@thread.v2</c>, <c>19:…@unq.gbl.spaces</c>) do not.</summary>
    public static bool IsChannel(string conversation)
    {
        var id = WithoutThread(conversation);
        return id.EndsWith("@thread.tacv2", StringComparison.OrdinalIgnoreCase) || id.EndsWith("@thread.skype", StringComparison.OrdinalIgnoreCase);
    }
}
