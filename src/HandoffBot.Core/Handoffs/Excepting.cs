using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Exceptions: required fields that the sender asks to leave open, which the receiver approves by accepting or refuses by rejecting.</summary>
public static partial class HandoffRules
{
    /// <summary>Whether a field is of those that can be left open: one that must be answered, and not the one that says what is handed over.</summary>
    public static bool MayStayOpen(Checklist checklist, string field) =>
        field != checklist.ClientField.Id && checklist.Find(field) is { Required: true };

    private static Decision AskException(Scene scene, HandoffCommand.AskException ask)
    {
        var handoff = scene.Handoff;
        if (CannotWord(scene, ask.Round) is { } refusal)
            return Refused(refusal);

        if (WhyNotOpen(scene, ask.Field) is { } hindrance)
            return Refused(hindrance);

        var reason = ask.Reason.Trim();
        if (WhyNot(reason, ask.Until, scene.Circumstances.Today) is { } unfit)
            return Refused(unfit);

        var known = handoff.Exceptions.FirstOrDefault(one => one.Field == ask.Field);
        if (known is { IsOpen: true } && known.Reason == reason && known.Until == ask.Until)
            return Granted();

        var number = handoff.Exceptions.Select(one => one.Number).DefaultIfEmpty().Max() + 1;
        return Granted(new HandoffEvent.ExceptionAsked(scene.By, scene.Now, new(number, ask.Field, reason, ask.Until, scene.By, scene.Now)));
    }

    private static Decision TakeBackException(Scene scene, HandoffCommand.TakeBackException takeBack)
    {
        if (CannotPlan(scene, takeBack.Round) is { } refusal)
            return Refused(refusal);

        return scene.Handoff.Exceptions.FirstOrDefault(one => one.Field == takeBack.Field) is { IsOpen: true } known
            ? Granted(new HandoffEvent.ExceptionTakenBack(scene.By, scene.Now, known.Field))
            : Refused(new Refusal.NoSuchException(scene.Handoff.Reference));
    }

    private static Refusal? WhyNotOpen(Scene scene, string id)
    {
        if (scene.Checklist.Find(id) is not { } field)
            return new Refusal.UnknownField(scene.Handoff.Reference, id);

        if (!IsAsked(scene, id))
            return new Refusal.CannotStayOpen(field.Label, OpenHindrance.NotAsked);

        if (!MayStayOpen(scene.Checklist, id))
            return new Refusal.CannotStayOpen(field.Label, field.Required ? OpenHindrance.Subject : OpenHindrance.NotRequired);

        return IsValid(scene, scene.Handoff, field) ? new Refusal.CannotStayOpen(field.Label, OpenHindrance.Answered) : null;
    }

    private static Refusal.UnfitException? WhyNot(string reason, NodaTime.LocalDate until, NodaTime.LocalDate today)
    {
        if (reason.Length is 0 or > ExceptionRecord.LongestReason)
        {
            return new(ExceptionPart.Reason, reason.Length == 0
                ? "Say why it stays open."
                : $"Write at most {ExceptionRecord.LongestReason} characters; there are {reason.Length:#,##0}.");
        }

        return WhyNot(until, today) is { } wrong ? new(ExceptionPart.Until, wrong.Why) : null;
    }

    private static bool IsValid(Scene scene, Handoff handoff, Field field) =>
        handoff.Answers.Find(field.Id) is { } answer && FieldCheck.Recheck(field, answer, scene.Circumstances.Fields) is null;

    /// <summary>Whoever gives an answer, and by whatever act: where it is valid, nothing is left open that needed an exception.</summary>
    private static ImmutableArray<HandoffEvent> VoidingExceptions(Scene scene, ImmutableArray<HandoffEvent> events)
    {
        if (scene.Handoff.Exceptions.IsEmpty || !events.Any(one => one is HandoffEvent.Saved or HandoffEvent.Corrected or HandoffEvent.Answered))
            return events;

        var after = Apply(scene.Handoff, events);
        var answered =
            from one in after.OpenExceptions
            where one.Approved is null && scene.Checklist.Find(one.Field) is { } field && IsValid(scene, after, field)
            select new HandoffEvent.ExceptionVoided(scene.By, scene.Now, one.Field);
        return events.AddRange(answered);
    }

    private static Handoff After(Handoff handoff, HandoffEvent.ExceptionAsked asked) => Noted(handoff, asked, asked.Exception.Field) with
    {
        Exceptions = [.. handoff.Exceptions.Where(one => one.Field != asked.Exception.Field), asked.Exception],
    };

    private static Handoff After(Handoff handoff, HandoffEvent.ExceptionTakenBack taken) => Noted(handoff, taken, taken.Field) with
    {
        Exceptions = Ended(handoff.Exceptions, ExceptionOutcome.TakenBack, taken, one => one.Field == taken.Field),
    };

    /// <summary>The answer has grown the content revision already.</summary>
    private static Handoff After(Handoff handoff, HandoffEvent.ExceptionVoided answered) => handoff with
    {
        Exceptions = Ended(handoff.Exceptions, ExceptionOutcome.Answered, answered, one => one.Field == answered.Field),
    };

    private static ImmutableArray<ExceptionRecord> Approved(Handoff handoff, HandoffEvent.Accepted accepted) => handoff.Exceptions.IsEmpty ? [] :
    [
        .. handoff.Exceptions.Select(one => one.IsOpen && accepted.Approves.Any(term => term.Field == one.Field)
            ? one with { Approved = new Nod(accepted.By, accepted.At) }
            : one),
    ];

    /// <summary>The acceptance stands no more; what was filled in was, and stays so.</summary>
    private static ImmutableArray<ExceptionRecord> Unapproved(ImmutableArray<ExceptionRecord> exceptions) =>
        exceptions.IsEmpty ? [] : [.. exceptions.Select(one => one.IsOpen ? one with { Approved = null } : one)];

    /// <summary>Those that the receiver names, and says of them that they are not approved. A field that is only named keeps its exception.</summary>
    private static ImmutableArray<ExceptionRecord> WithRefused(
        ImmutableArray<ExceptionRecord> exceptions, HandoffEvent by, ImmutableArray<string> reasons, ImmutableArray<string> fields) =>
        reasons.Contains(RejectReason.ExceptionRefused.Id)
            ? Ended(exceptions, ExceptionOutcome.Refused, by, one => fields.Contains(one.Field))
            : exceptions;

    /// <summary>A rejection that is taken back refuses nothing.</summary>
    private static ImmutableArray<ExceptionRecord> WithoutRefused(Handoff handoff) => handoff.Exceptions.IsEmpty ? [] :
    [
        .. handoff.Exceptions.Select(one => one.Ended is { How: ExceptionOutcome.Refused } ended && ended.At == handoff.Rejected?.At
            ? one with { Ended = null }
            : one),
    ];

    private static ImmutableArray<ExceptionRecord> Ended(
        ImmutableArray<ExceptionRecord> exceptions, ExceptionOutcome how, HandoffEvent by, Func<ExceptionRecord, bool> which) => exceptions.IsEmpty ? [] :
        [.. exceptions.Select(one => one.IsOpen && which(one) ? one with { Ended = new(how, by.By, by.At) } : one)];

    private static Handoff Noted(Handoff handoff, HandoffEvent happened, string field)
    {
        var revision = handoff.Revision + 1;
        return handoff with
        {
            Revision = revision,
            Revisions = handoff.Revisions.Add(new RevisionNote(revision, happened.By, happened.At, [RevisionNote.OfException(field)])),
            DraftRun = handoff.Status == HandoffStatus.Draft ? Clocks.ClockRun.After(handoff.DraftRun, happened.At) : handoff.DraftRun,
        };
    }
}
