using System.Collections.Immutable;
using System.Reflection;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Handoffs;

namespace HandoffBot.Core.Tests.Handoffs;

public sealed class PermissionsTests
{
    private const string Table = """
        | act | sender | sending team | sending lead | receiving team | receiving lead | sender in the receiving team | the same, with self-accept | who answered | owner | owner's lead | admin | anybody else |
        | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
        | start | yes | yes | yes | no | no | yes | yes | no | no | no | no | no |
        | see | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | no |
        | edit | yes | no | yes | no | no | yes | yes | no | no | no | no | no |
        | submit | yes | no | yes | no | no | yes | yes | no | no | no | no | no |
        | discard | yes | no | yes | no | no | yes | yes | no | no | no | no | no |
        | withdraw | yes | no | yes | no | no | yes | yes | no | no | no | no | no |
        | correct | yes | no | no | no | no | yes | yes | no | no | no | no | no |
        | answer | no | no | no | yes | yes | no | yes | yes | no | no | no | no |
        | ask | no | no | no | yes | yes | no | yes | yes | no | no | no | no |
        | answer questions | yes | yes | yes | no | no | yes | yes | no | no | no | no | no |
        | claim | no | no | no | yes | yes | no | yes | yes | no | no | no | no |
        | kick off | no | no | no | yes | yes | yes | yes | yes | yes | no | no | no |
        | undo | no | no | no | no | no | no | no | yes | no | no | no | no |
        | release | no | no | no | no | no | no | no | yes | no | no | no | no |
        | reassign | no | no | no | yes | yes | no | yes | yes | no | no | no | no |
        | re-route | no | no | yes | yes | yes | no | yes | yes | no | no | yes | no |
        | change sender | no | no | yes | no | no | no | no | no | no | no | no | no |
        | send back | no | no | no | no | yes | no | no | no | yes | no | no | no |
        | reopen | no | no | no | no | yes | no | no | no | yes | no | no | no |
        | transfer | no | no | no | no | no | no | no | no | yes | yes | yes | no |
        | transfer at once | no | no | no | no | no | no | no | no | no | yes | yes | no |
        | agree | no | no | yes | no | yes | no | no | no | no | no | no | no |
        | set up | no | no | no | no | no | no | no | no | no | no | yes | no |
        | see client | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes |
        | keep promise | yes | no | yes | no | no | yes | yes | no | yes | yes | no | no |
        | keep disputed promise | yes | no | yes | no | no | yes | yes | no | no | no | no | no |
        | settle promise | yes | no | yes | no | no | yes | yes | yes | yes | yes | no | no |
        | decide promise | no | no | yes | no | no | no | no | no | no | no | no | no |
        | promise | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes |
        | answer promise | no | no | no | yes | yes | yes | yes | yes | no | no | no | no |
        | take up promise | yes | no | no | no | no | yes | yes | no | no | no | no | no |
        | add evidence | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | yes | no |
        | remove evidence | yes | no | no | no | no | yes | yes | yes | no | no | yes | no |
        | finish action | no | no | no | yes | yes | yes | yes | yes | yes | no | no | no |
        | fill in | yes | yes | yes | yes | yes | yes | yes | yes | yes | no | no | no |
        """;

    private static readonly ImmutableHashSet<string> OwnersTeams = ["delivery"];

    public static TheoryData<string, string, bool> Cells()
    {
        var cells = new TheoryData<string, string, bool>();
        var rows = Rows(Table);
        foreach (var row in rows.Skip(2))
        {
            for (var column = 1; column < row.Length; column++)
                cells.Add(row[0], rows[0][column], row[column] == "yes");
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Each_cell_of_the_table_holds(string act, string who, bool may) => Assert.Equal(may, May(act, Scene(who)));

    [Fact]
    public void The_page_shows_this_table()
    {
        var page = File.ReadLines(Path.Combine(Root(), "docs", "permissions.md")).Where(line => line.StartsWith('|'));
        Assert.Equal(Rows(Table), Rows(string.Join('\n', page)));
    }

    [Fact]
    public void Every_permission_has_its_row()
    {
        var permissions = typeof(Permissions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType == typeof(bool)).Select(method => method.Name).Order();
        var rows = Rows(Table).Skip(2).Select(row => "May" + string.Concat(row[0].Split(' ', '-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
        Assert.Equal(permissions, rows.Order());
    }

    [Fact]
    public void Whoever_is_not_joined_sees_no_client() => Assert.False(Permissions.MaySeeClient(null));

    private static bool May(string act, (Actor Actor, Handoff Handoff, bool SelfAccept) scene)
    {
        var (actor, handoff, selfAccept) = scene;
        var organization = selfAccept ? World.SelfAccepting("onboarding") : World.Acme;
        var client = new Client(World.Northwind, "Northwind", World.Max);
        return act switch
        {
            "start" => Permissions.MayStart(actor, handoff.Playbook),
            "see" => Permissions.MaySee(actor, handoff, client, OwnersTeams),
            "edit" => Permissions.MayEdit(actor, handoff),
            "submit" => Permissions.MaySubmit(actor, handoff),
            "discard" => Permissions.MayDiscard(actor, handoff),
            "withdraw" => Permissions.MayWithdraw(actor, handoff),
            "correct" => Permissions.MayCorrect(actor, handoff),
            "answer" => Permissions.MayAnswer(actor, handoff, organization),
            "ask" => Permissions.MayAsk(actor, handoff, organization),
            "answer questions" => Permissions.MayAnswerQuestions(actor, handoff),
            "claim" => Permissions.MayClaim(actor, handoff, organization),
            "kick off" => Permissions.MayKickOff(actor, handoff, client),
            "undo" => Permissions.MayUndo(actor, handoff),
            "release" => Permissions.MayRelease(actor, handoff),
            "reassign" => Permissions.MayReassign(actor, handoff, organization),
            "re-route" => Permissions.MayReRoute(actor, handoff, organization),
            "change sender" => Permissions.MayChangeSender(actor, handoff),
            "send back" => Permissions.MaySendBack(actor, handoff, client),
            "reopen" => Permissions.MayReopen(actor, handoff, client),
            "transfer" => Permissions.MayTransfer(actor, client, OwnersTeams),
            "transfer at once" => Permissions.MayTransferAtOnce(actor, OwnersTeams),
            "agree" => new[] { handoff.SendingTeam, handoff.ReceivingTeam }.Any(team => Permissions.MayAgree(actor, team, isLed: true)),
            "set up" => Permissions.MaySetUp(actor),
            "see client" => Permissions.MaySeeClient(actor),
            "keep promise" => Permissions.MayKeepPromise(actor, handoff.Commitments[0] with { Dispute = null }, client, OwnersTeams),
            "keep disputed promise" => Permissions.MayKeepDisputedPromise(actor, handoff.Commitments[0]),
            "settle promise" => Permissions.MaySettlePromise(actor, handoff.Commitments[0], client, OwnersTeams),
            "promise" => Permissions.MayPromise(actor),
            "answer promise" => Permissions.MayAnswerPromise(actor, handoff.Commitments[0] with { Asking = new("onboarding") }),
            "add evidence" => Permissions.MayAddEvidence(actor, handoff, client, OwnersTeams),
            "remove evidence" => Permissions.MayRemoveEvidence(actor, handoff, Story.AddEvidence(1, "We sign.").Evidence with { AddedBy = World.Kim }),
            "finish action" => Permissions.MayFinishAction(actor, handoff, new NextAction(Guid.Empty, "", null, default), client),
            "fill in" => Permissions.MayFillIn(actor, handoff, client),
            "take up promise" => Permissions.MayTakeUpPromise(actor, handoff.Commitments[0]),
            "decide promise" => Permissions.MayDecidePromise(actor, handoff.Commitments[0]),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such row."),
        };
    }

    /// <summary>Kim claimed, answered, and disputed the sender's promise; Max of Delivery owns the client now, and Dee leads Delivery.</summary>
    private static (Actor Actor, Handoff Handoff, bool SelfAccept) Scene(string who)
    {
        var (bySam, byBea) = (Disputed(World.Sam), Disputed(World.Bea));
        var newcomer = new PersonId(new Guid(20, 0, 0, new byte[8]));
        return who switch
        {
            "sender" => (World.Actor(World.Sam), bySam, false),
            "sending team" => (new Actor(newcomer, "New", ["sales"], [], false), bySam, false),
            "sending lead" => (World.Actor(World.Ana), bySam, false),
            "receiving team" => (new Actor(newcomer, "New", ["onboarding"], [], false), bySam, false),
            "receiving lead" => (World.Actor(World.Olu), bySam, false),
            "sender in the receiving team" => (World.Actor(World.Bea), byBea, false),
            "the same, with self-accept" => (World.Actor(World.Bea), byBea, true),
            "who answered" => (World.Actor(World.Kim), bySam, false),
            "owner" => (World.Actor(World.Max), bySam, false),
            "owner's lead" => (World.Actor(World.Dee), bySam, false),
            "admin" => (World.Actor(World.Root), bySam, false),
            "anybody else" => (World.Actor(World.Zoe), bySam, false),
            _ => throw new ArgumentOutOfRangeException(nameof(who), who, "No such column."),
        };
    }

    private static Handoff Disputed(PersonId sender) => Story.Draft(by: sender).Does(sender, Story.Promise(0, 1, "Five sites")).Does(sender, new HandoffCommand.Submit(0))
        .Does(World.Kim, new HandoffCommand.Claim(1)).Does(World.Kim, Story.Accept(1, 1, World.Kim) with { Replies = [new(Story.PromiseId(1), "Too soon.")] }).Handoff;

    private static string[][] Rows(string table) =>
        [.. table.Split('\n').Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "HandoffBot.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        return folder.FullName;
    }
}
