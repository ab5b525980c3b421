using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Engine.Delivery;

/// <summary>What people call the channel or person that a lane leads to.</summary>
internal sealed class LaneNames(Rulebook rulebook, Platforms platforms)
{
    /// <summary>"Sam", "Onboarding's channel (C0ONB)"; what is unknown by its id.</summary>
    public async Task<string> OfAsync(EngineContext context, string lane)
    {
        if (await PersonAsync(context, lane) is { } person)
            return await context.People.AsNoTracking().Where(one => one.Id == person.Value).Select(one => one.Name).SingleAsync();

        if (TryParse(lane) is not { } read)
            return lane;

        return (TeamsOf(lane).FirstOrDefault(), read.IsPerson) switch
        {
            (_, true) => $"account {read.Chat}",
            ({ } team, _) => $"{team.Name}'s channel ({read.Chat})",
            _ => $"channel {read.Chat}",
        };
    }

    public static bool IsPerson(string lane) => TryParse(lane) is { IsPerson: true };

    /// <summary>Whose direct chat it is.</summary>
    public static async Task<PersonId?> PersonAsync(EngineContext context, string lane)
    {
        if (TryParse(lane) is not { IsPerson: true } read)
            return null;

        var person = await context.Accounts.AsNoTracking()
            .Where(one => one.Platform == read.Platform && one.Workspace == read.Workspace && one.Account == read.Chat)
            .Select(one => (Guid?)one.Person).SingleOrDefaultAsync();
        return person is { } id ? new PersonId(id) : null;
    }

    /// <summary>The teams that receive in it.</summary>
    public IEnumerable<Team> TeamsOf(string lane) => TryParse(lane) is { IsPerson: false } read
        ? rulebook.Organization.Teams.Values.Where(team => platforms.ChannelOf(team) is { } channel && Lane.Of(channel).IsSameChat(read))
        : [];

    private static Lane? TryParse(string lane)
    {
        try
        {
            return Lane.Parse(lane);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or IndexOutOfRangeException or FormatException)
        {
            return null;
        }
    }
}
