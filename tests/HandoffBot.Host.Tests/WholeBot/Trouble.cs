using HandoffBot.Playground;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What a platform does with the bot's messages instead of taking them.</summary>
public enum Trouble
{
    AsksToWait,
    Breaks,
    Babbles,
    LosesItsAnswer,
    RefusesForAWhile,
    Forbids,
}

/// <summary>The same trouble on every platform that an office has.</summary>
internal static class Troubles
{
    private static readonly string[] Posting = [MsTeamsOperations.Create, MsTeamsOperations.Send];

    /// <summary>So many of the next messages meet trouble, in Microsoft Teams half of them where a thread is begun and half where one goes on.</summary>
    public static void PostsMeet(this Office office, Trouble trouble, int calls)
    {
        office.StandIn.Faults.Next("chat.postMessage", InSlack(trouble), calls);
        foreach (var operation in office.HasTenant ? Posting : [])
            office.Connector.Faults.Next(operation, InMicrosoftTeams(trouble), calls / Posting.Length);
    }

    /// <summary>The next change of a message meets trouble.</summary>
    public static void AnUpdateMeets(this Office office, Trouble trouble)
    {
        office.StandIn.Faults.Next("chat.update", InSlack(trouble));
        if (office.HasTenant)
            office.Connector.Faults.Next(MsTeamsOperations.Update, InMicrosoftTeams(trouble));
    }

    /// <summary>All is well again.</summary>
    public static void MeetsNoTrouble(this Office office)
    {
        office.StandIn.Faults.Clear();
        if (office.HasTenant)
            office.Connector.Faults.Clear();
    }

    private static SlackFault InSlack(Trouble trouble) => trouble switch
    {
        Trouble.AsksToWait => new SlackFault.RateLimited(TimeSpan.FromSeconds(1)),
        Trouble.Breaks => new SlackFault.ServerError(),
        Trouble.Babbles => new SlackFault.Garbage(),
        Trouble.LosesItsAnswer => new SlackFault.LostAnswer(),
        Trouble.RefusesForAWhile => new SlackFault.Refused("service_unavailable"),
        _ => new SlackFault.Refused("restricted_action"),
    };

    private static MsTeamsFault InMicrosoftTeams(Trouble trouble) => trouble switch
    {
        Trouble.AsksToWait => new MsTeamsFault.RateLimited(TimeSpan.FromSeconds(1)),
        Trouble.Breaks => new MsTeamsFault.ServerError(),
        Trouble.Babbles => new MsTeamsFault.Garbage(),
        Trouble.LosesItsAnswer => new MsTeamsFault.LostAnswer(),
        Trouble.RefusesForAWhile => new MsTeamsFault.Refused(412, "PreconditionFailed"),
        _ => new MsTeamsFault.Refused(403, "BotDisabledByAdmin"),
    };
}
