using System.Collections.Immutable;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Handoffs;

/// <summary>
/// The day on which the whole began, such as the signature, where the playbook names the field that says so. From its beginning, by the sending
/// team's calendar, the handover clock runs until the brief is first sent. A brief that is owed has that clock from the transfer instead.
/// </summary>
public static partial class HandoffRules
{
    /// <summary>The day that the answers name; null where it is open, or not asked.</summary>
    private static LocalDate? BeginningIn(Playbook playbook, Answers answers) =>
        playbook.Starts is { } field && answers.Asked(playbook.Checklist).Find(field) is Answer.Date named ? named.Value : null;

    /// <summary>Whichever act changes the day, an event of its own says so, behind it.</summary>
    private static ImmutableArray<HandoffEvent> Dating(Scene scene, ImmutableArray<HandoffEvent> events)
    {
        if (scene.Handoff.Playbook.Starts is null)
            return events;

        var after = Apply(scene.Handoff, events);
        var day = BeginningIn(after.Playbook, after.Answers);
        return day == after.BeganOn
            ? events
            : events.Add(new HandoffEvent.BeginningChanged(scene.By, scene.Now, day, day is { } on ? StartOf(after, on, scene.Organization) : null));
    }

    /// <summary>A draft that begins with the answer in it has its clock from the start.</summary>
    private static Handoff Dated(Handoff draft, Organization organization) => BeginningIn(draft.Playbook, draft.Answers) is { } on
        ? draft with { BeganOn = on, HandoverRun = ClockRun.First(StartOf(draft, on, organization)) }
        : draft;

    private static Instant StartOf(Handoff handoff, LocalDate day, Organization organization) =>
        organization.CalendarOf(handoff.Playbook.Clocks.Handover?.Calendar, handoff.SendingTeam).Zone.AtStartOfDay(day).ToInstant();

    /// <summary>Another day is another run of the clock, while it runs for that day.</summary>
    private static Handoff After(Handoff handoff, HandoffEvent.BeginningChanged changed) => handoff with
    {
        BeganOn = changed.On,
        HandoverRun = changed.From is { } from && handoff is { Round: 0, Owed: null } ? ClockRun.After(handoff.HandoverRun, from) : handoff.HandoverRun,
    };
}
