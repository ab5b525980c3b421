using System.Collections.Immutable;
using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Conversations;

/// <summary>What the sending side does to what it sent: correct it, take it back, throw it away.</summary>
internal sealed class SenderFlow(Deeds deeds, Sight sight, ChecklistFlow checklist, FieldContexts contexts)
{
    public async Task<Response> WithdrawAsync(Caller caller, Press press, CancellationToken cancellationToken) =>
        await deeds.DoAsync(caller, press.Handoff ?? 0, new HandoffCommand.Withdraw(press.Round), cancellationToken) switch
        {
            Deed.Done done => Withdrawn((await done.ViewAsync()).Handoff),
            var other => other.Sentence(press.Handoff ?? 0),
        };

    public async Task<Response> DiscardAsync(Caller caller, Press press, CancellationToken cancellationToken) =>
        await deeds.DoAsync(caller, press.Handoff ?? 0, new HandoffCommand.Discard(press.Round), cancellationToken) switch
        {
            Deed.Done => new Response.Says($"{Handoff.Refer(press.Handoff ?? 0)} is discarded."),
            var other => other.Sentence(press.Handoff ?? 0),
        };

    public async Task<Response> OpenCorrectAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var number = press.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        if (press.Round != view.Handoff.Round || !(await sight.ActsAsync(caller.Actor, view, cancellationToken)).Contains(Act.Correct))
            return await deeds.RefusalAsync(caller, number, new HandoffCommand.Correct(press.Round, NoChanges));

        var findings = await contexts.FindingsAsync(view, cancellationToken);
        return view.Handoff.Playbook.Checklist.Steps.Count == 1 && view.Handoff.OpenExceptions.IsEmpty && findings.IsEmpty
            ? new Response.Screen(StepOf(view, 0, 0))
            : new Response.Screen(CorrectScreen.Draw(view.Handoff, findings));
    }

    /// <summary>A step was chosen.</summary>
    public async Task<Response> StepChosenAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        if (token.Round != view.Handoff.Round || !(await sight.ActsAsync(caller.Actor, view, cancellationToken)).Contains(Act.Correct))
            return await deeds.RefusalAsync(caller, number, new HandoffCommand.Correct(token.Round, NoChanges));

        const string choose = "Choose a step.";
        return inputs.GetValueOrDefault(CorrectScreen.Step) is Input.Selected chosen
            && int.TryParse(chosen.Id, NumberStyles.None, CultureInfo.InvariantCulture, out var step) && step < view.Handoff.Playbook.Checklist.Steps.Count
            ? new Response.Screen(StepOf(view, step, token.Drawing + 1))
            : new Response.Errors(
                ImmutableDictionary<string, string>.Empty.Add(CorrectScreen.Step, choose), CorrectScreen.Draw(view.Handoff, await contexts.FindingsAsync(view, cancellationToken), choose));
    }

    public async Task<Response> CorrectAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var (sheet, refused) = await checklist.CorrectedAsync(caller, token, inputs, cancellationToken);
        if (sheet is null)
            return refused!;

        if (sheet.Errors.Count > 0)
            return new Response.Errors(sheet.Errors, sheet.Redrawn(sheet.Errors));

        if (sheet.AsksForMore)
            return new Response.Screen(sheet.Redrawn());

        var number = token.Handoff ?? 0;
        var deed = await deeds.DoAsync(caller, number, new HandoffCommand.Correct(token.Round, sheet.Changes), cancellationToken);
        return deed switch
        {
            Deed.Done => new Response.Nothing(),
            Deed.Refused { Refusal: Refusal.NotReady { Findings: var findings } notReady } => Missing(sheet, findings, notReady),
            _ => deed.Sentence(number),
        };
    }

    private static Response Withdrawn(Handoff draft) => new Response.Says(NoticeCards.WithButtons(
        $"You took {draft.Reference} back. It is a draft again.", new CardButton("Continue", Presses.Of(Act.Continue, draft), ButtonStyle.Primary)));

    private static ImmutableDictionary<string, Answer?> NoChanges => ImmutableDictionary<string, Answer?>.Empty;

    /// <summary>A correction must leave the handoff ready: what it would open is said at the field, or in a sentence when it is on another step.</summary>
    private static Response Missing(Sheet sheet, ImmutableArray<Finding> findings, Refusal.NotReady notReady)
    {
        var errors = findings.Where(one => sheet.Drawn.Contains(one.Field)).GroupBy(one => one.Field)
            .ToImmutableDictionary(one => one.Key, one => one.First().Says);
        return errors.Count > 0 ? new Response.Errors(errors, sheet.Redrawn(errors)) : new Response.Says(notReady.Says);
    }

    private static Form StepOf(HandoffView view, int step, int drawing) => new ChecklistScreen
    {
        Playbook = view.Handoff.Playbook, Step = step, Answers = view.Handoff.Answers, View = view, Drawing = drawing, Correcting = true,
    }.Draw();
}
