using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Engine.Conversations;

/// <summary>What can be said, and what was probably meant.</summary>
internal sealed class HelpFlow(Deeds deeds)
{
    private readonly ConditionalWeakTable<Configuration, ConcurrentDictionary<string, Card>> _cards = [];

    /// <summary>One card for all who may start the same playbooks, as long as the configuration stays what it is.</summary>
    public Response Help(Actor actor)
    {
        var configuration = deeds.Configuration;
        var startable = NewFlow.Startable(actor, configuration);
        return new Response.Says(_cards.GetOrCreateValue(configuration).GetOrAdd(
            $"{(actor.IsAdmin ? "admin" : "")}/{string.Join('/', startable.Select(one => one.Key))}",
            _ => HelpCard.For(startable, actor.IsAdmin) with { IsStanding = true }));
    }

    public Response Unknown(Actor actor, Said.Unknown unknown) => new Response.Says(unknown.Nearest is { } nearest
        ? HelpCard.DidYouMean(unknown.Words, nearest)
        : HelpCard.Unknown(unknown.Words, NewFlow.Startable(actor, deeds.Configuration)));
}
