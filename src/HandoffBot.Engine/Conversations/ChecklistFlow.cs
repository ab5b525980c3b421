using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Conversations;

/// <summary>The checklist, step by step: Next and Back save, the first Next starts the draft, the last screen is the review.</summary>
internal sealed class ChecklistFlow(Deeds deeds, FieldContexts contexts, ReviewFlow review, Sight sight)
{
    /// <summary>A new handoff's first step: nothing is stored before Next.</summary>
    public static Form First(Playbook playbook, Answers preset, int drawing = 0) =>
        new ChecklistScreen { Playbook = playbook, Step = 0, Answers = preset, Drawing = drawing }.Draw();

    /// <summary>Where it was left.</summary>
    public async Task<Response> ContinueAsync(Caller caller, int number, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        return Permissions.MayEdit(caller.Actor, view.Handoff) && view.Handoff.Status is HandoffStatus.Draft or HandoffStatus.Rejected
            ? new Response.Screen(await AtAsync(view, view.Handoff.Step, 0, cancellationToken))
            : await deeds.RefusalAsync(caller, number, new HandoffCommand.Save(view.Handoff.Round, NoChanges, view.Handoff.Step));
    }

    public async Task<Response> NextAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var (sheet, refused) = await SheetAsync(caller, token, inputs, cancellationToken);
        if (sheet is null)
            return refused!;

        if (sheet.Errors.Count > 0)
            return new Response.Errors(sheet.Errors, sheet.Redrawn(sheet.Errors));

        var to = sheet.AsksForMore ? token.Step : token.Step + 1;
        return await SaveAsync(caller, sheet, to, cancellationToken);
    }

    /// <summary>One screen back, saving. What is malformed cannot be kept, so the step stays and says so.</summary>
    public async Task<Response> BackAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        if (token is { Kind: FormKind.Review, Handoff: { } number })
            return await FromReviewAsync(caller, number, token, cancellationToken);

        var (sheet, refused) = await SheetAsync(caller, token, inputs, cancellationToken);
        if (sheet is null)
            return refused!;

        return sheet.Errors.Count > 0
            ? new Response.Errors(sheet.Errors, sheet.Redrawn(sheet.Errors))
            : await SaveAsync(caller, sheet, Math.Max(0, token.Step - 1), cancellationToken);
    }

    /// <summary>An answer that others depend on has changed: nothing is saved, the fields follow.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var (sheet, refused) = await SheetAsync(caller, token, inputs, cancellationToken);
        return sheet is null ? refused! : new Response.Screen(sheet.Redrawn());
    }

    /// <summary>The step of a field, with what is missing or wrong on it beside the inputs.</summary>
    public async Task<Response> FixAsync(Caller caller, FormToken token, string field, CancellationToken cancellationToken)
    {
        if (token.Handoff is not { } number || await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(token.Handoff ?? 0);

        if (!Permissions.MayEdit(caller.Actor, view.Handoff))
            return await deeds.RefusalAsync(caller, number, new HandoffCommand.Save(token.Round, NoChanges, 0));

        var step = view.Handoff.Playbook.Checklist.Steps.Index().FirstOrDefault(one => one.Item.Fields.Any(asked => asked.Id == field)).Index;
        var findings = await contexts.FindingsAsync(view, cancellationToken);
        return new Response.Screen(new ChecklistScreen
        {
            Playbook = view.Handoff.Playbook,
            Step = step,
            Answers = view.Handoff.Answers,
            View = view,
            Errors = findings.Where(one => one.Step == step).GroupBy(one => one.Field).ToImmutableDictionary(one => one.Key, one => one.First().Says),
            Drawing = token.Drawing + 1,
        }.Draw());
    }

    private static ImmutableDictionary<string, Answer?> NoChanges => ImmutableDictionary<string, Answer?>.Empty;

    /// <summary>A step of a handoff that exists; the number of steps is the review.</summary>
    private async Task<Form> AtAsync(HandoffView view, int step, int drawing, CancellationToken cancellationToken) =>
        step >= view.Handoff.Playbook.Checklist.Steps.Count
            ? await review.DrawAsync(view, drawing, cancellationToken)
            : new ChecklistScreen { Playbook = view.Handoff.Playbook, Step = step, Answers = view.Handoff.Answers, View = view, Drawing = drawing }.Draw();

    private async Task<Response> FromReviewAsync(Caller caller, int number, FormToken token, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var last = view.Handoff.Playbook.Checklist.Steps.Count - 1;
        return await deeds.DoAsync(caller, number, new HandoffCommand.Save(token.Round, NoChanges, last), cancellationToken) switch
        {
            Deed.Done done => new Response.Screen(await AtAsync(await done.ViewAsync(), last, token.Drawing + 1, cancellationToken)),
            var other => other.Sentence(number),
        };
    }

    private async Task<Response> SaveAsync(Caller caller, Sheet sheet, int to, CancellationToken cancellationToken)
    {
        var deed = sheet.View is { Handoff.Number: var number }
            ? await deeds.DoAsync(caller, number, new HandoffCommand.Save(sheet.Token.Round, sheet.Changes, to), cancellationToken)
            : await deeds.StartAsync(caller, sheet.Playbook, sheet.Changes, to);
        return deed switch
        {
            Deed.Done done => new Response.Screen(await AtAsync(await done.ViewAsync(), to, sheet.Token.Drawing + 1, cancellationToken)),
            Deed.Refused { Refusal: Refusal.AnotherIsOpen or Refusal.ClientIsFixed } refused => AtClient(sheet, refused.Refusal),
            _ => deed.Sentence(sheet.Token.Handoff ?? 0),
        };
    }

    private static Response AtClient(Sheet sheet, Refusal refusal)
    {
        var client = sheet.Playbook.Checklist.ClientField.Id;
        if (!sheet.Drawn.Contains(client))
            return new Response.Says(refusal.Says);

        var errors = ImmutableDictionary<string, string>.Empty.Add(client, refusal.Says.Plainly());
        return new Response.Errors(errors, sheet.Redrawn(errors));
    }

    /// <summary>Reads the form, unless it was drawn in a round that is over or is nobody's business of the caller.</summary>
    private async Task<(Sheet? Sheet, Response? Refused)> SheetAsync(
        Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        if (token.Handoff is not { } number)
        {
            inputs = InputOf.Standing(inputs, Answers.None);
            return deeds.Playbook(token.Playbook) is { } current && token.Step == 0
                ? (Sheet.Read(token, current, null, inputs, await contexts.ForAsync(inputs, null, cancellationToken)), null)
                : (null, new Response.Says("This playbook is no longer there. Start again with new."));
        }

        if (await deeds.ViewAsync(number) is not { } view)
            return (null, Sight.NoSuch(number));

        if (token.Round != view.Handoff.Round)
            return (null, await sight.MaySeeAsync(caller.Actor, view, cancellationToken) ? Stale(view) : Sight.MayNotSee(view));

        var may = token.Kind == FormKind.CorrectStep ? Permissions.MayCorrect(caller.Actor, view.Handoff) : Permissions.MayEdit(caller.Actor, view.Handoff);
        if (!may)
        {
            HandoffCommand asked = token.Kind == FormKind.CorrectStep
                ? new HandoffCommand.Correct(token.Round, NoChanges)
                : new HandoffCommand.Save(token.Round, NoChanges, token.Step);
            return (null, await deeds.RefusalAsync(caller, number, asked));
        }

        if (token.Step < 0 || token.Step >= view.Handoff.Playbook.Checklist.Steps.Count)
            return (null, Stale(view));

        inputs = InputOf.Standing(inputs, view.Handoff.Answers);
        return (Sheet.Read(token, view.Handoff.Playbook, view, inputs, await contexts.ForAsync(inputs, view.Handoff.Answers, cancellationToken)), null);
    }

    /// <summary>Reads a step that is corrected.</summary>
    public Task<(Sheet? Sheet, Response? Refused)> CorrectedAsync(
        Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken) =>
        SheetAsync(caller, token, inputs, cancellationToken);

    private static Response Stale(HandoffView view) => new Response.Says(
        $"This form was opened before {view.Handoff.Reference} went on to round {view.Handoff.Round}. Open it again from its card.");
}
