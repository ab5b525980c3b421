using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Filling in what an approved exception left open: from the brief, the sender's card, a reminder or a list.</summary>
internal sealed class FillInFlow(Deeds deeds, Sight sight, FieldContexts contexts)
{
    public async Task<Response> OpenAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, exception, refused) = await MayAsync(caller, press.Handoff ?? 0, press.Round, FillInScreen.NumberIn(press.Text), cancellationToken);
        return refused ?? new Response.Screen(new FillInScreen { View = view!, Exception = exception! }.Draw());
    }

    /// <summary>An answer that others depend on has changed, or a name was looked for: nothing is saved, the fields follow.</summary>
    public async Task<Response> RedrawAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var (view, exception, refused) = await MayAsync(caller, token.Handoff ?? 0, token.Round, FillInScreen.NumberIn(token.Text), cancellationToken);
        if (refused is not null)
            return refused;

        inputs = InputOf.Standing(inputs, view!.Handoff.Answers);
        return new Response.Screen(Redrawn(view, exception!, token, inputs, await ReadAsync(view, token, inputs, cancellationToken), null));
    }

    public async Task<Response> SaveAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var (view, exception, refused) = await MayAsync(caller, token.Handoff ?? 0, token.Round, FillInScreen.NumberIn(token.Text), cancellationToken);
        if (refused is not null)
            return refused;

        inputs = InputOf.Standing(inputs, view!.Handoff.Answers);
        var read = await ReadAsync(view, token, inputs, cancellationToken);
        if (read.Errors.Count > 0)
            return new Response.Errors(read.Errors, Redrawn(view, exception!, token, inputs, read, read.Errors));

        var drawn = FillInScreen.DrawnIn(token, view.Handoff.Playbook);
        if (HandoffRules.FieldsToFillIn(view.Handoff, exception!, view.Handoff.Answers.With(read.Changes)).Any(field => !drawn.Contains(field)))
            return new Response.Screen(Redrawn(view, exception!, token, inputs, read, null));

        var command = new HandoffCommand.FillIn(token.Round, exception!.Number, read.Changes);
        return await deeds.DoAsync(caller, view.Handoff.Number, command, cancellationToken) switch
        {
            Deed.Done => new Response.Says($"Noted: {Excepted.Labelled(view.Handoff, exception.Field)} of {view.Handoff.Reference} is filled in, and both sides see it."),
            Deed.Refused { Refusal: Refusal.NotReady notReady } => Beside(notReady),
            var other => other.Sentence(view.Handoff.Number),
        };

        Response Beside(Refusal.NotReady notReady)
        {
            var errors = notReady.Findings.Where(one => drawn.Any(field => field.Id == one.Field)).ToImmutableDictionary(one => one.Field, one => one.Says);
            return errors.IsEmpty ? new Response.Says(notReady.Says) : new Response.Errors(errors, Redrawn(view, exception!, token, inputs, read, errors));
        }
    }

    private static Form Redrawn(
        HandoffView view, ExceptionRecord exception, FormToken token, ImmutableDictionary<string, Input> inputs, FieldInputs read, ImmutableDictionary<string, string>? errors) =>
        new FillInScreen
        {
            View = view,
            Exception = exception,
            Answers = view.Handoff.Answers.With(read.Changes),
            Inputs = inputs,
            Drawn = [.. FillInScreen.DrawnIn(token, view.Handoff.Playbook).Select(field => field.Id)],
            Errors = errors ?? ImmutableDictionary<string, string>.Empty,
            Drawing = token.Drawing + 1,
        }.Draw();

    private async Task<FieldInputs> ReadAsync(HandoffView view, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken) =>
        FieldInputs.Read(FillInScreen.DrawnIn(token, view.Handoff.Playbook), inputs, await contexts.ForAsync(inputs, view.Handoff.Answers, cancellationToken));

    /// <summary>The handoff and what is to be filled in; else the rules' own sentence, since they refuse what is not offered.</summary>
    private async Task<(HandoffView? View, ExceptionRecord? Exception, Response? Refused)> MayAsync(
        Caller caller, int number, int round, int exception, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return (null, null, Sight.NoSuch(number));

        var offered = await sight.ActsAsync(caller.Actor, view, cancellationToken);
        return offered.Contains(Act.FillIn) && round == view.Handoff.Round && view.Handoff.ToFillIn.FirstOrDefault(one => one.Number == exception) is { } open
            ? (view, open, null)
            : (null, null, await deeds.RefusalAsync(caller, number, new HandoffCommand.FillIn(round, exception, ImmutableDictionary<string, Core.Playbooks.Answer?>.Empty)));
    }
}
