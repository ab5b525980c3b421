using System.Collections.Immutable;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Playbooks;

/// <summary>
/// The gate that nothing passes until it is ready. It looks at what is asked now: a field whose condition does not hold is neither
/// missing nor wrong.
/// </summary>
public static class Gate
{
    /// <summary>The same of a handoff, whose playbook may ask for a next action besides.</summary>
    public static ImmutableArray<Finding> Findings(Handoff handoff, FieldContext context)
    {
        var findings = Findings(handoff.Playbook.Checklist, handoff.Answers, context);
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

    private static string? Missing(Field field) => field.Required ? "It needs an answer." : null;
}
