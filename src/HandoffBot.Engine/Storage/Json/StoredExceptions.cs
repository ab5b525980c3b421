using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>What somebody asked to leave open; the day as <c>2026-11-23</c>, when in milliseconds.</summary>
internal sealed record StoredExceptionRecord(
    int Number, string Field, string Reason, string Until, Guid By, long At, StoredNod? Approved = null, StoredExceptionEnding? Ended = null)
{
    public static StoredExceptionRecord Of(ExceptionRecord one) => new(
        one.Number, one.Field, one.Reason, LocalDatePattern.Iso.Format(one.Until), one.By.Value, one.At.ToUnixTimeMilliseconds(),
        one.Approved is { } nod ? new(nod.By.Value, nod.At.ToUnixTimeMilliseconds()) : null,
        one.Ended is { } ended ? new(ended.How, ended.By.Value, ended.At.ToUnixTimeMilliseconds()) : null);

    public ExceptionRecord ToRecord() => new(Number, Field, Reason, LocalDatePattern.Iso.Parse(Until).Value, new PersonId(By), Instant.FromUnixTimeMilliseconds(At))
    {
        Approved = Approved is { } nod ? new Nod(new PersonId(nod.By), Instant.FromUnixTimeMilliseconds(nod.At)) : null,
        Ended = Ended is { } ended ? new ExceptionEnding(ended.How, new PersonId(ended.By), Instant.FromUnixTimeMilliseconds(ended.At)) : null,
    };
}

/// <summary>What became of it; when in milliseconds.</summary>
internal sealed record StoredExceptionEnding(ExceptionOutcome How, Guid By, long At);

/// <summary>What an acceptance approved; the day as <c>2026-11-23</c>.</summary>
internal sealed record StoredExceptionTerm(string Field, string Until)
{
    public static StoredExceptionTerm Of(ExceptionTerm term) => new(term.Field, LocalDatePattern.Iso.Format(term.Until));

    public ExceptionTerm ToTerm() => new(Field, LocalDatePattern.Iso.Parse(Until).Value);
}

/// <summary>What happened to an exception, as the timeline keeps it.</summary>
/// <param name="Asked">The whole, where it was asked for.</param>
/// <param name="Number">Where it was filled in.</param>
internal sealed record StoredExceptionEvent(string Field, StoredExceptionRecord? Asked = null, int? Number = null);
