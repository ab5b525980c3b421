using HandoffBot.Core.Handoffs;
using NodaTime;
using NodaTime.Text;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>Something that is to be done next; the day as <c>2026-11-23</c>, when it was done in milliseconds.</summary>
internal sealed record StoredAction(Guid Id, string What, Guid? Who, string Due, Guid? DoneBy, long? DoneAt)
{
    public static StoredAction Of(NextAction one) => new(
        one.Id, one.What, one.Who?.Value, LocalDatePattern.Iso.Format(one.Due), one.Done?.By.Value, one.Done?.At.ToUnixTimeMilliseconds());

    public NextAction ToAction() => new(
        Id, What, Who is { } who ? new PersonId(who) : null, LocalDatePattern.Iso.Parse(Due).Value,
        DoneBy is { } by && DoneAt is { } at ? new ActionDone(new PersonId(by), Instant.FromUnixTimeMilliseconds(at)) : null);
}
