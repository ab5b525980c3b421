using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.People;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Chat.Cards;

/// <summary>All that one person's home shows, read at one moment.</summary>
public sealed record HomeView
{
    public required Organization Organization { get; init; }

    /// <summary>What waits for the answer of the person's teams, whatever is overdue first.</summary>
    public HomeList Waiting { get; init; } = HomeList.None;

    /// <summary>What they sent or own that is past its due time, but for what stands in <see cref="Waiting"/>.</summary>
    public HomeList Overdue { get; init; } = HomeList.None;

    public HomeList Drafts { get; init; } = HomeList.None;

    /// <summary>What is to be done next for their clients, soonest due first.</summary>
    public ImmutableArray<ListedAction> Actions { get; init; } = [];

    /// <summary>The first that they have to fill in, soonest due first.</summary>
    public ImmutableArray<ListedExceptionRecord> Exceptions { get; init; } = [];

    public int ExceptionsInAll { get; init; }

    /// <summary>The first promises to their clients, soonest due first.</summary>
    public ImmutableArray<ListedPromise> Promises { get; init; } = [];

    public int PromisesInAll { get; init; }

    /// <summary>The first clients that they own, those with something under way before the others.</summary>
    public ImmutableArray<OwnedClient> Clients { get; init; } = [];

    public int ClientsInAll { get; init; }

    /// <summary>The playbooks that they may start.</summary>
    public ImmutableArray<Playbook> Startable { get; init; } = [];

    /// <summary>Null while they are there.</summary>
    public Away? Away { get; init; }

    /// <summary>Those of <see cref="Exceptions"/> whose day has passed.</summary>
    internal ImmutableArray<ListedExceptionRecord> Late => [.. Exceptions.Where(one => one.IsOverdue)];

    internal bool MayStart => !Startable.IsEmpty;

    /// <summary>There is nothing yet that they have to do with.</summary>
    internal bool IsEmpty => Waiting.InAll + Overdue.InAll + Drafts.InAll + Actions.Length + ExceptionsInAll + PromisesInAll + ClientsInAll == 0;
}

/// <summary>The first handoffs of a list, and how many there are in all.</summary>
public sealed record HomeList(ImmutableArray<HomeEntry> First, int InAll)
{
    public static HomeList None { get; } = new([], 0);
}

/// <summary>A handoff of a home.</summary>
/// <param name="Acts">What the person may do on it now, as <see cref="Handoffs.Acts"/> offers it.</param>
public sealed record HomeEntry(HandoffView View, ImmutableArray<Act> Acts);

/// <summary>A client of a home, or what else is handed over.</summary>
/// <param name="Open">Its handoffs that are under way.</param>
public sealed record OwnedClient(Client Client, ImmutableArray<HandoffView> Open);

/// <summary>How much a home holds of each list, as there is room.</summary>
/// <param name="Each">How many entries of each list of handoffs are shown.</param>
/// <param name="Duties">How many entries of each list of what is to be done besides are shown.</param>
/// <param name="Clients">How many clients are shown.</param>
/// <param name="Acts">How many acts stand beside an entry, besides the one that shows it.</param>
/// <param name="IsPage">It stands alone on a page of its own, rather than among messages.</param>
public sealed record HomeRoom(int Each, int Duties, int Clients, int Acts, bool IsPage)
{
    /// <summary>Slack's Home tab takes 100 blocks: 6 lists of 3 blocks and 2 for each entry, and the clients.</summary>
    public static HomeRoom Page { get; } = new(Each: 5, Duties: 5, Clients: 8, Acts: 3, IsPage: true);

    /// <summary>Slack's messages take 50 blocks and some 12 kB, those of Microsoft Teams 28 kB in UTF-16.</summary>
    public static HomeRoom Message { get; } = new(Each: 3, Duties: 2, Clients: 3, Acts: 1, IsPage: false);
}
