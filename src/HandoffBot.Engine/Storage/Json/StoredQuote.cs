using HandoffBot.Core.Chat;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>A message at which somebody points.</summary>
internal sealed record StoredQuote(Platform Platform, string Workspace, string Channel, string Message, string Text)
{
    public string? Author { get; init; }

    public string? AuthorName { get; init; }

    public string? Link { get; init; }

    public string? Thread { get; init; }

    public bool? Private { get; init; }

    public static StoredQuote Of(Quote one) => new(one.At.Platform, one.At.Workspace, one.At.Channel, one.At.Message, one.Text)
    {
        Author = one.Author?.Account,
        AuthorName = one.AuthorName,
        Link = one.Link?.AbsoluteUri,
        Thread = one.Thread,
        Private = one.IsPrivate ? true : null,
    };

    public Quote ToQuote() => new(new(Platform, Workspace, Channel, Message), Text)
    {
        Author = Author is { } account ? new AccountRef(Platform, Workspace, account) : null,
        AuthorName = AuthorName,
        Link = Uri.TryCreate(Link, UriKind.Absolute, out var link) ? link : null,
        Thread = Thread,
        IsPrivate = Private ?? false,
    };
}
