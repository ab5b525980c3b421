using HandoffBot.Core.Chat.Cards;
using HandoffBot.Engine.Desks;

namespace HandoffBot.Engine.Conversations;

/// <summary><c>home</c>, and the page that a platform has for it: all that waits for a person, with what they can do about it.</summary>
internal sealed class HomeFlow(HomeReading reading, Deeds deeds)
{
    /// <summary>As a message.</summary>
    public Task<Response> SaidAsync(Caller caller) => DrawAsync(caller, HomeRoom.Message);

    /// <summary>As a page of its own.</summary>
    public Task<Response> OpenedAsync(Caller caller) => DrawAsync(caller, HomeRoom.Page);

    private async Task<Response> DrawAsync(Caller caller, HomeRoom room) => new Response.Says(HomeCard.For(
        await reading.OfAsync(caller.Actor, room, NewFlow.Startable(caller.Actor, deeds.Configuration)), room));
}
