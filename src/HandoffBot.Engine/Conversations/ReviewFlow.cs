using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>The last screen: what is open is shown until nothing is, then Submit sends it.</summary>
internal sealed class ReviewFlow(Deeds deeds, FieldContexts contexts)
{
    public Task<Form> DrawAsync(HandoffView view, int drawing, CancellationToken cancellationToken) => DrawAsync(view, drawing, null, cancellationToken);

    private async Task<Form> DrawAsync(HandoffView view, int drawing, Phrase? says, CancellationToken cancellationToken) =>
        ReviewScreen.Draw(view, await contexts.FindingsAsync(view, cancellationToken), drawing, says);

    public async Task<Response> SubmitAsync(Caller caller, FormToken token, CancellationToken cancellationToken)
    {
        var number = token.Handoff ?? 0;
        var deed = await deeds.DoAsync(caller, number, new HandoffCommand.Submit(token.Round), cancellationToken);
        return deed switch
        {
            Deed.Done => new Response.Nothing(),
            Deed.Refused { Refusal: Refusal.NotReady notReady, View: { } view } =>
                new Response.Screen(ReviewScreen.Draw(view, notReady.Findings, token.Drawing + 1)),
            Deed.Refused { Refusal: Refusal.AnotherIsOpen another, View: { } view } =>
                new Response.Screen(await DrawAsync(view, token.Drawing + 1, another.Says, cancellationToken)),
            _ => deed.Sentence(number),
        };
    }
}
