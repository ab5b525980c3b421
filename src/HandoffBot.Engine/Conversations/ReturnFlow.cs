using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>When an acceptance did not hold: back to the sender, or, once it was completed, back to work.</summary>
internal sealed class ReturnFlow(Deeds deeds, Opening opening)
{
    public async Task<Response> OpenSendBackAsync(Caller caller, Press press, CancellationToken cancellationToken)
    {
        var (view, refused) = await opening.MayAsync(
            caller, Act.SendBack, press.Handoff, press.Round, _ => new HandoffCommand.SendBack(press.Round, [], [], null), cancellationToken);
        return view is null ? refused! : new Response.Screen(SendBackScreen.Draw(view));
    }

    public async Task<Response> SendBackAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        if (await deeds.ViewAsync(number) is not { } view)
            return Sight.NoSuch(number);

        var fields = RejectScreen.FieldIds(view.Handoff).SelectMany(id => AnswerFlow.Many(inputs, id)).ToImmutableArray();
        var note = (inputs.GetValueOrDefault(RejectScreen.Note) as Input.Typed)?.Text;
        var command = new HandoffCommand.SendBack(token.Round, AnswerFlow.Many(inputs, RejectScreen.Reasons), fields, note);
        return await deeds.DoAsync(caller, number, command, cancellationToken) switch
        {
            Deed.Done done => SentBack(await done.ViewAsync()),
            Deed.Refused { View: { } now, Refusal: var refusal } when AnswerFlow.ErrorsOf(now.Handoff, refusal) is { Count: > 0 } errors =>
                new Response.Errors(errors, SendBackScreen.Draw(now, inputs, errors, token.Drawing + 1)),
            var other => other.Sentence(number),
        };
    }

    public async Task<Response> ReopenAsync(Caller caller, Press press, CancellationToken cancellationToken) =>
        await deeds.DoAsync(caller, press.Handoff ?? 0, new HandoffCommand.Reopen(press.Round), cancellationToken) switch
        {
            Deed.Done => new Response.Says($"{Handoff.Refer(press.Handoff ?? 0)} is open again and waits for its kick-off."),
            var other => other.Sentence(press.Handoff ?? 0),
        };

    private static Response SentBack(HandoffView view)
    {
        var owner = view.Client is { } client ? $" {Shortened.To(view.NameOf(client.Owner), 80)} owns {Shortened.To(view.Handoff.Called, 100)} now." : "";
        return new Response.Says(
            $"You sent {view.Handoff.Reference} back. {Shortened.To(view.NameOf(view.Handoff.Sender), 80)} is told why.{owner}");
    }
}
