using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>A message that was added to a handoff; when that was in milliseconds.</summary>
internal sealed record StoredEvidence(
    Guid Id, string Text, string Author, Guid? AuthorPerson, Platform Platform, string Workspace, string Channel, string Message, string? Link, Guid AddedBy,
    long AddedAt, bool? Cut)
{
    public static StoredEvidence Of(Evidence one) => new(
        one.Id, one.Text, one.Author, one.AuthorPerson?.Value, one.Message.Platform, one.Message.Workspace, one.Message.Channel, one.Message.Message,
        one.Link?.AbsoluteUri, one.AddedBy.Value, one.AddedAt.ToUnixTimeMilliseconds(), one.IsCut ? true : null);

    public Evidence ToEvidence() => new(
        Id, Text, Author, new(Platform, Workspace, Channel, Message), new(AddedBy), Instant.FromUnixTimeMilliseconds(AddedAt))
    {
        AuthorPerson = AuthorPerson is { } person ? new PersonId(person) : null,
        Link = Uri.TryCreate(Link, UriKind.Absolute, out var link) ? link : null,
        IsCut = Cut ?? false,
    };
}
