namespace HandoffBot.Engine.Conversations;

/// <summary>What somebody said to the bot, understood.</summary>
internal abstract record Said
{
    private Said()
    {
    }

    /// <param name="Rest">What follows the word: a playbook, a client, both or nothing.</param>
    public sealed record New(SpokenWords Rest) : Said;

    /// <summary>One of the lists.</summary>
    /// <param name="Page">From 1.</param>
    public sealed record Listed(ListKind Kind, int Page) : Said;

    /// <param name="Number">Null when none was named, or not as a reference.</param>
    public sealed record Show(int? Number, string Asked) : Said;

    public sealed record Help : Said;

    /// <param name="Nearest">What was probably meant: the same words with the first one mended.</param>
    public sealed record Unknown(string Words, string? Nearest) : Said;
}

/// <summary>Which list.</summary>
internal enum ListKind
{
    Drafts,
    Inbox,
    Mine,
}
