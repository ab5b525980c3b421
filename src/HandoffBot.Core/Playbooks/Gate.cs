using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;
using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// The gate that nothing passes until it is ready. It looks at what is asked now: a field whose condition does not hold is neither
/// missing nor wrong.
/// </summary>
public static class Gate
{
    /// <summary>
    /// The same of a handoff, whose sender may have asked to leave something open, and whose playbook may ask for a next action besides.
    /// </summary>
    public static ImmutableArray<Finding> Findings(Handoff handoff, FieldContext context)
    {
        var findings = LeavingOpen(handoff, Findings(handoff.Playbook.Checklist, handoff.Answers, context), context.Today);
        return handoff.Playbook.NextActions && handoff.NextActions.IsEmpty
            ? findings.Add(new Finding(RevisionNote.OfNextActions, handoff.Playbook.Checklist.Steps.Count, "Next action", "Add at least one: what, who and until when."))
            : findings;
    }

    /// <summary>Everything that is missing or not right any more, in the order of the checklist. Empty means ready.</summary>
    public static ImmutableArray<Finding> Findings(Checklist checklist, Answers answers, FieldContext context)
    {
        var asked = answers.Asked(checklist);
        return
        [
            .. from step in checklist.Steps.Select((step, place) => (step.Fields, Place: place))
               from field in step.Fields
               where field.When?.Holds(asked) ?? true
               let says = asked.Find(field.Id) is { } answer ? FieldCheck.Recheck(field, answer, context) : Missing(field)
               where says is not null
               select new Finding(field.Id, step.Place, field.Label, says),
        ];
    }

    /// <summary>What an exception leaves open, until its day has passed: then it leaves nothing open any more.</summary>
    private static ImmutableArray<Finding> LeavingOpen(Handoff handoff, ImmutableArray<Finding> findings, LocalDate today)
    {
        if (handoff.OpenExceptions is not { IsEmpty: false } exceptions)
            return findings;

        return
        [
            .. from finding in findings
               let exception = exceptions.FirstOrDefault(one => one.Field == finding.Field && HandoffRules.MayStayOpen(handoff.Playbook.Checklist, one.Field))
               where exception is null || exception.Until < today
               select exception is null ? finding : finding with { Says = $"It was to be left open until {new Answer.Date(exception.Until).Shown}, which has passed." },
        ];
    }

    private static string? Missing(Field field) => field.Required ? "It needs an answer." : null;
}
