using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Engine.Conversations;

/// <summary>What can be said, and what was probably meant.</summary>
internal sealed class HelpFlow(Deeds deeds)
{
    public Response Help(Actor actor) => new Response.Says(HelpCard.For(NewFlow.Startable(actor, deeds.Configuration)));

    public Response Unknown(Actor actor, Said.Unknown unknown) => new Response.Says(unknown.Nearest is { } nearest
        ? HelpCard.DidYouMean(unknown.Words, nearest)
        : HelpCard.Unknown(unknown.Words, NewFlow.Startable(actor, deeds.Configuration)));
}
