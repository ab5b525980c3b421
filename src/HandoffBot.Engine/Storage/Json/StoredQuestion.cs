using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>A question with what became of it; times in milliseconds.</summary>
/// <param name="Client">It waits for the client.</param>
internal sealed record StoredQuestion(
    int Number, int Round, int Clarification, Guid By, long At, string Text, string[]? Fields = null, bool? Client = null)
{
    public StoredQuestionReply? Reply { get; init; }

    public StoredClosing? Closed { get; init; }

    public static StoredQuestion Of(Question one) => new(
        one.Number, one.Round, one.Clarification, one.By.Value, one.At.ToUnixTimeMilliseconds(), one.Text,
        one.Fields.IsEmpty ? null : [.. one.Fields], one.WaitsForClient ? true : null)
    {
        Reply = one.Reply is { } reply ? new(reply.By.Value, reply.At.ToUnixTimeMilliseconds(), reply.Text) : null,
        Closed = one.Closed is { } closed ? new(closed.Why, closed.At.ToUnixTimeMilliseconds()) : null,
    };

    public Question ToQuestion() => new(
        Number, Round, Clarification, new PersonId(By), Instant.FromUnixTimeMilliseconds(At), Text, [.. Fields ?? []], Client ?? false)
    {
        Reply = Reply is { } reply ? new(new PersonId(reply.By), Instant.FromUnixTimeMilliseconds(reply.At), reply.Text) : null,
        Closed = Closed is { } closed ? new(closed.Why, Instant.FromUnixTimeMilliseconds(closed.At)) : null,
    };
}

/// <summary>What was answered.</summary>
internal sealed record StoredQuestionReply(Guid By, long At, string Text);

/// <summary>How a question ended that nobody answered.</summary>
internal sealed record StoredClosing(ClosedBy Why, long At);

/// <summary>An answer to one question, as the timeline keeps it.</summary>
internal sealed record StoredGivenReply(int Question, string Text)
{
    public static StoredGivenReply Of(GivenReply one) => new(one.Question, one.Text);

    public GivenReply ToReply() => new(Question, Text);
}

/// <summary>A time that was the client's, in milliseconds.</summary>
internal sealed record StoredClientTime(long Since, long? Until)
{
    public static StoredClientTime Of(ClientTime one) => new(one.Since.ToUnixTimeMilliseconds(), one.Until?.ToUnixTimeMilliseconds());

    public ClientTime ToTime() => new(Instant.FromUnixTimeMilliseconds(Since), Until is { } until ? Instant.FromUnixTimeMilliseconds(until) : null);
}
