using System.Collections.Immutable;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>Filling in what an approved exception left open.</summary>
public static partial class HandoffRules
{
    /// <summary>What filling an exception in may answer: its field, and what that answer asks for.</summary>
    /// <param name="answers">What is stored, with what stands in the form laid over it.</param>
    public static ImmutableArray<Field> FieldsToFillIn(Handoff handoff, ExceptionRecord exception, Answers answers) =>
        FieldsAbout(handoff, [exception.Field], answers);

    private static Decision FillIn(Scene scene, HandoffCommand.FillIn fillIn)
    {
        var handoff = scene.Handoff;
        if (CannotFillIn(scene, fillIn) is { } refusal)
            return Refused(refusal);

        if (Unknown(scene, fillIn.Changes) is { } unknown)
            return Refused(unknown);

        var exception = handoff.ToFillIn.First(one => one.Number == fillIn.Exception);
        var changes = Real(handoff, fillIn.Changes);
        var after = handoff.Answers.With(changes);
        var may = FieldsToFillIn(handoff, exception, after).Select(field => field.Id).ToHashSet(StringComparer.Ordinal);
        if (scene.Checklist.Fields.FirstOrDefault(field => changes.ContainsKey(field.Id) && !may.Contains(field.Id)) is { } other)
            return Refused(new Refusal.NotLeftOpen(handoff.Reference, other.Label));

        // What the answer asks for is needed with it: nobody would approve leaving that open any more.
        var before = Gate.Findings(scene.Checklist, handoff.Answers, scene.Circumstances.Fields).Select(one => one.Field).ToHashSet();
        var findings = Gate.Findings(scene.Checklist, after, scene.Circumstances.Fields)
            .Where(one => one.Field == exception.Field || changes.ContainsKey(one.Field) || !before.Contains(one.Field)).ToImmutableArray();
        return findings.IsEmpty
            ? Granted(new HandoffEvent.FilledIn(scene.By, scene.Now, exception.Number, exception.Field, changes))
            : Refused(new Refusal.NotReady(findings));
    }

    /// <summary>Of two who fill it in at once one wins; the other reads by whom, and the winner's own second click that it was theirs.</summary>
    private static Refusal? CannotFillIn(Scene scene, HandoffCommand.FillIn fillIn)
    {
        var handoff = scene.Handoff;
        if (scene.FromAnotherRound(fillIn.Round) is { } another)
            return another;

        if (handoff.Status is not (HandoffStatus.Accepted or HandoffStatus.Completed))
            return new Refusal.NotNow(scene.Standing);

        if (!Permissions.MayFillIn(scene.Actor, handoff, scene.Circumstances.Client))
            return WhoMay.FillIn(handoff, scene.Circumstances);

        return handoff.Exceptions.FirstOrDefault(one => one.Number == fillIn.Exception) switch
        {
            { IsFilledIn: true, Ended: { } ended } =>
                new Refusal.FilledInAlready(ended.By == scene.By ? null : scene.Circumstances.NameOf(ended.By), ended.At, scene.Organization.Zone),
            { } one when handoff.ToFillIn.Contains(one) => null,
            _ => new Refusal.NoSuchException(handoff.Reference),
        };
    }

    /// <summary>What was filled in since would stay though nobody had taken the client over.</summary>
    internal static bool WasFilledInSince(Handoff handoff, AcceptedRecord accepted) =>
        handoff.Exceptions.Any(one => one is { IsFilledIn: true, Ended: { } ended } && ended.At >= accepted.At);

    private static Handoff After(Handoff handoff, HandoffEvent.FilledIn filled) => Changed(handoff, filled, filled.Changes) with
    {
        Exceptions = Ended(handoff.Exceptions, ExceptionOutcome.Answered, filled, one => filled.Changes.GetValueOrDefault(one.Field) is not null),
    };
}
