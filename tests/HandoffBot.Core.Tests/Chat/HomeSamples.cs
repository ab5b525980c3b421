using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using NodaTime;

namespace HandoffBot.Core.Tests.Chat;

/// <summary>Homes as both edges draw them: with a little of everything, with nothing yet, and with more than there is room for.</summary>
internal static class HomeSamples
{
    private static readonly LocalDate Today = new(2026, 12, 2);

    public static IReadOnlyDictionary<string, HomeView> Views { get; } = new Dictionary<string, HomeView>
    {
        ["home"] = Full,
        ["home-empty"] = new() { Organization = Scene.Organization, Startable = [Scene.Playbook] },
        ["home-many"] = Many,
    };

    /// <summary>Kim's, who receives, owns a client and has begun something herself.</summary>
    public static HomeView Full => new()
    {
        Organization = Scene.Organization,
        Startable = [Scene.Playbook],
        Away = new("1 Dec", Scene.Olu),
        Waiting = List(Late(Entry(HandoffStatus.Submitted, 1042, Act.Accept, Act.Reject, Act.Ask, Act.Details)), Entry(HandoffStatus.Clarifying, 1043, Act.Accept, Act.Reject)),
        Overdue = List(Late(Entry(HandoffStatus.Accepted, 1044, Act.KickOff, Act.SendBack), ClockKind.Kickoff)),
        Drafts = List(Entry(HandoffStatus.Draft, 1045, Act.Continue, Act.Discard)),
        Actions = [Action(1)],
        Exceptions = [Exception(1042, new(2026, 12, 1)), Exception(1044, new(2026, 12, 9))],
        ExceptionsInAll = 2,
        Promises = [new(Scene.Promise(1, "Five sites by Easter"), "Brightwave Ltd", Today)],
        PromisesInAll = 1,
        Clients = [new(Owned("Brightwave Ltd"), [Entry(HandoffStatus.Accepted, 1044).View]), new(Owned("Quiet GmbH"), [])],
        ClientsInAll = 2,
    };

    /// <summary>More of each list than is shown, with names as long as they can be.</summary>
    public static HomeView Many => new()
    {
        Organization = Scene.Organization,
        Startable = [Scene.Playbook],
        Waiting = new([.. Entries(HandoffStatus.Submitted, Act.Accept, Act.Reject, Act.Answer, Act.Ask).Select(one => Late(one))], 41),
        Overdue = new([.. Entries(HandoffStatus.Rejected, Act.Continue, Act.Answer, Act.KickOff).Select(one => Late(one, ClockKind.Rework))], 17),
        Drafts = new([.. Entries(HandoffStatus.Draft, Act.Continue, Act.Discard)], 12),
        Actions = [.. Enumerable.Range(1, 9).Select(Action)],
        Exceptions = [.. Enumerable.Range(0, HomeRoom.Page.Each + HomeRoom.Page.Duties).Select(one => Exception(2000 + one, Today.PlusDays(one - 3)))],
        ExceptionsInAll = 22,
        Promises = [.. Enumerable.Range(1, HomeRoom.Page.Duties).Select(one => new ListedPromise(Scene.Promise(one, Long(150)), Long(80), Today))],
        PromisesInAll = 30,
        Clients = [.. Enumerable.Range(0, HomeRoom.Page.Clients).Select(one => new OwnedClient(Owned(Long(80)), one < 6 ? [.. Entries(HandoffStatus.Submitted).Take(3).Select(entry => entry.View)] : []))],
        ClientsInAll = 120,
    };

    private static IEnumerable<HomeEntry> Entries(HandoffStatus status, params Act[] acts)
    {
        var answers = new Answers(Scene.Answered.ByField.SetItem("client", new Answer.Client(null, Long(80))));
        return Enumerable.Range(0, HomeRoom.Page.Each).Select(place => new HomeEntry(Named(Scene.View(Scene.Handoff(status, answers: answers) with { Number = 2000 + place })), [.. acts]));
    }

    private static HandoffView Named(HandoffView view) => view with { People = view.People.SetItem(Scene.Sam.Id, Scene.Sam with { Name = Long(60) }) };

    private static HomeEntry Entry(HandoffStatus status, int number, params Act[] acts) =>
        new(Scene.View(Scene.Handoff(status) with { Number = number }), [.. acts]);

    private static HomeEntry Late(HomeEntry entry, ClockKind kind = ClockKind.Acceptance) =>
        entry with { View = entry.View with { Due = Scene.Now - Duration.FromHours(2), MissedAt = Scene.Now - Duration.FromHours(2), Clock = kind } };

    private static HomeList List(params HomeEntry[] entries) => new([.. entries], entries.Length);

    private static ListedAction Action(int number)
    {
        var planned = Scene.Planned(HandoffStatus.Accepted);
        return new(planned.NextActions[1] with { Id = new Guid(70 + number, 0, 0, new byte[8]) }, planned, number == 1 ? "Kim" : null, Today);
    }

    /// <summary>What was sold is to be filled in by that day.</summary>
    private static ListedExceptionRecord Exception(int number, LocalDate until)
    {
        var open = Scene.Excepting(HandoffStatus.Accepted) with { Number = number };
        return new(open.Exceptions[0] with { Until = until }, open, Today);
    }

    private static Client Owned(string name) => new(new(Guid.Empty), name, Scene.Kim.Id);

    private static string Long(int length) => string.Concat(Enumerable.Repeat("Ünder & Söhne ", length))[..length];
}
