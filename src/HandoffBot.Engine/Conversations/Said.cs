namespace HandoffBot.Engine.Conversations;

/// <summary>What somebody said to the bot, understood.</summary>
internal abstract record Said
{
    private Said()
    {
    }

    /// <param name="Rest">What follows the word: a playbook, a client, both or nothing.</param>
    public sealed record New(SpokenWords Rest) : Said;

    /// <param name="Rest">A page; or a team, and whether it receives here or nowhere.</param>
    public sealed record SetUp(SpokenWords Rest) : Said;

    /// <summary>One of the lists.</summary>
    /// <param name="Page">From 1.</param>
    public sealed record Listed(ListKind Kind, int Page) : Said;

    /// <param name="Name">The client's.</param>
    public sealed record Promise(SpokenWords Name) : Said;

    /// <param name="Number">Null when none was named, or not as a reference.</param>
    public sealed record Show(int? Number, string Asked) : Said;

    /// <param name="Rest">Until when and who covers; nothing asks how it stands.</param>
    public sealed record Away(SpokenWords Rest) : Said;

    public sealed record Back : Said;

    /// <param name="Rest">The hours, <c>off</c>, or nothing.</param>
    public sealed record Hours(SpokenWords Rest) : Said;

    /// <param name="Rest">Which team, and the page; nothing means one's own.</param>
    public sealed record Team(SpokenWords Rest) : Said;

    /// <param name="Rest">A client, and who is to own it.</param>
    public sealed record Own(SpokenWords Rest) : Said;

    /// <summary>All that waits for the person.</summary>
    public sealed record Home : Said;

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
