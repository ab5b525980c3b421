using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>Asking the sending team: the form has room for several questions, and what is wrong is said beside them.</summary>
internal sealed class AskFlow(Deeds deeds, Sight sight)
{
    public async Task<Response> OpenAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await MayAskAsync(caller, press.Handoff ?? 0, press.Round, cancellationToken);
        return view is null ? refused! : new Response.Screen(AskScreen.Draw(view));
    }

    /// <summary>The same form with room for one more. It keeps the revision that it was opened with: what changed since is said when it is sent.</summary>
    public async Task<Response> MoreAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var (view, refused) = await MayAskAsync(caller, token.Handoff ?? 0, token.Round, cancellationToken);
        if (view is null)
            return refused!;

        var form = AskScreen.Draw(view, token.Step + 1, inputs, drawing: token.Drawing + 1);
        return new Response.Screen(form with { Token = form.Token with { Revision = token.Revision } });
    }

    public async Task<Response> AskAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var places = Math.Clamp(token.Step, 1, AskScreen.MostAtOnce);
        var questions = Enumerable.Range(0, places).Select(place => Read(view.Handoff, place, inputs)).ToImmutableArray();
        var deed = await deeds.DoAsync(caller, number, new HandoffCommand.Ask(token.Round, token.Revision, questions), cancellationToken);
        return deed switch
        {
            Deed.Done => new Response.Nothing(),
            Deed.Refused { View: { } now, Refusal: Refusal.NotAQuestion wrong } => Beside(now, token, inputs, wrong),
            Deed.Refused { View: { } now, Refusal: Refusal.ChangedMeanwhile or Refusal.TooManyQuestions } refused =>
                new Response.Screen(AskScreen.Draw(now, places, inputs, says: refused.Refusal.Says, drawing: token.Drawing + 1)),
            _ => deed.Sentence(number),
        };
    }

    private static NewQuestion Read(Handoff handoff, int place, ImmutableDictionary<string, Input> inputs) => new(
        (inputs.GetValueOrDefault(AskScreen.TextId(place)) as Input.Typed)?.Text ?? "",
        [.. AskScreen.FieldIds(handoff, place).SelectMany(id => Many(inputs, id))],
        Many(inputs, AskScreen.ClientId(place)).Contains(AskScreen.Client));

    private static Response Beside(HandoffView view, FormToken token, ImmutableDictionary<string, Input> inputs, Refusal.NotAQuestion wrong)
    {
        var errors = wrong.Findings
            .Select(one => (Id: one.Part == QuestionPart.Text ? AskScreen.TextId(one.Place) : AskScreen.FieldIds(view.Handoff, one.Place).First(), one.Says))
            .GroupBy(one => one.Id).ToImmutableDictionary(one => one.Key, one => one.First().Says);
        return new Response.Errors(errors, AskScreen.Draw(view, token.Step, inputs, errors, drawing: token.Drawing + 1));
    }

    /// <summary>The handoff when the person may ask; else the rules' own sentence, since they refuse what is not offered.</summary>
    private async Task<(HandoffView? View, Response? Refused)> MayAskAsync(Caller caller, int number, int round, CancellationToken cancellationToken)
    {
        if (await deeds.ViewAsync(number) is not { } view)
            return (null, Sight.NoSuch(number));

        if (round == view.Handoff.Round && (await sight.ActsAsync(caller.Actor, view, cancellationToken)).Contains(Act.Ask))
            return (view, null);

        // As many as never fit, so that the rules have a reason even where only the room is missing.
        var tooMany = Enumerable.Repeat(new NewQuestion("?", [], false), HandoffRules.MostQuestions + 1).ToImmutableArray();
        return (null, await deeds.RefusalAsync(caller, number, new HandoffCommand.Ask(round, view.Handoff.Revision, tooMany)));
    }

    private static ImmutableArray<string> Many(ImmutableDictionary<string, Input> inputs, string id) => inputs.GetValueOrDefault(id) switch
    {
        Input.Many many => many.Ids,
        Input.Selected one => [one.Id],
        _ => [],
    };
}
