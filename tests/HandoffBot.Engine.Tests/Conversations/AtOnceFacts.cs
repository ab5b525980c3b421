using HandoffBot.Core.Chat;
using HandoffBot.Core.Handoffs;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>Two people press at the same moment, one in Slack, the other in Microsoft Teams, a thousand times.</summary>
public sealed class AtOnceFacts
{
    private const int Times = 1000;
    private static readonly AccountRef OluElsewhere = Account(Olu.Account, Platform.MsTeams);

    /// <summary>What each of the two does, in turn. Whoever wins takes it back, so that the next time begins as this one did.</summary>
    private static readonly (Act Kims, Act Olus)[] Turns =
        [(Act.Accept, Act.Accept), (Act.Accept, Act.Reject), (Act.Reject, Act.Accept), (Act.Reject, Act.Reject)];

    [Fact]
    public async Task Of_two_who_answer_at_once_on_two_platforms_one_wins_each_time_and_the_other_is_told_by_whom()
    {
        await using var office = await OpenOnBothAsync();
        var number = (await office.SubmittedAsync()).Handoff.Number;
        var (kim, olu) = (await DuelistAsync(office, Kim, "Kim"), await DuelistAsync(office, OluElsewhere, "Olu"));
        var won = new Dictionary<string, int>(StringComparer.Ordinal) { ["Kim"] = 0, ["Olu"] = 0 };
        for (var time = 0; time < Times; time++)
        {
            var (kims, olus) = Turns[time % Turns.Length];
            var view = await office.ViewAsync(number);
            var (kimsForm, olusForm) = (await kim.OpensAsync(kims, view), await olu.OpensAsync(olus, view));

            var said = await Task.WhenAll(Task.Run(() => kim.SendsAsync(kims, kimsForm)), Task.Run(() => olu.SendsAsync(olus, olusForm)));

            var kimWon = said[0].Contains("You can take it back", StringComparison.Ordinal);
            var (winner, act, loserHeard) = kimWon ? (kim, kims, said[1]) : (olu, olus, said[0]);
            Assert.StartsWith($"You {Past(act)} H-{number}", kimWon ? said[0] : said[1], StringComparison.Ordinal);
            Assert.Contains($"lready {Past(act)} by {winner.Name}", loserHeard, StringComparison.Ordinal);
            var now = await office.ViewAsync(number);
            Assert.Equal(act == Act.Accept ? HandoffStatus.Accepted : HandoffStatus.Rejected, now.Handoff.Status);
            Assert.Equal(act == Act.Accept ? winner.Name : "Sam", now.NameOf(now.Client!.Owner));
            won[winner.Name]++;
            Assert.Contains("Taken back", Said(await office.PressesAsync(winner.Account, Presses.Of(Act.Undo, now.Handoff))), StringComparison.Ordinal);
        }

        Assert.Equal(Times, won.Values.Sum());
        var answers = await office.RowsAsync(context => context.Timeline.Where(one => one.Kind == "accepted" || one.Kind == "rejected").Select(one => one.Kind));
        Assert.Equal(Times, answers.Count);
    }

    private static string Past(Act act) => act == Act.Accept ? "accepted" : "rejected";

    private static async Task<Duelist> DuelistAsync(Office office, AccountRef account, string name) =>
        new(office, account, name, await office.AcceptInputsAsync(account));

    private sealed record Duelist(Office Office, AccountRef Account, string Name, (string, Input)[] Accepting)
    {
        private static readonly (string, Input)[] Rejecting =
            [("reasons", new Input.Many(["scope-unclear"])), ("fields", new Input.Many(["scope"])), ("note", Text("Which modules?"))];

        public async Task<Form> OpensAsync(Act act, HandoffView view) =>
            Assert.IsType<Reply.OpenForm>(await Office.PressesAsync(Account, Presses.Of(act, view.Handoff))).Form;

        public async Task<string> SendsAsync(Act act, Form form) => Said(await Office.SubmitsAsync(Account, form, act == Act.Accept ? Accepting : Rejecting));
    }
}
