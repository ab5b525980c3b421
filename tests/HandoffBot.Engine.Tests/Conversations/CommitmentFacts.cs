using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Chat.Screens;
using HandoffBot.Core.Clients;
using HandoffBot.Engine.Delivery;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;
using static HandoffBot.Engine.Tests.Conversations.PromisingFacts;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>What becomes of a promise once the client was taken over: Kim accepted and owns the client, Sam promised, Ana leads Sales.</summary>
public sealed class CommitmentFacts
{
    [Fact]
    public async Task The_owner_sees_it_in_mine_and_says_that_it_was_kept()
    {
        await using var office = await OpenAsync();
        await AcceptedAsync(office);

        var mine = Assert.IsType<Reply.Notice>(await office.TypesAsync(Kim, "mine")).Card;
        var kept = Buttons(mine).Single(one => one.Label == "Kept").Press;
        Assert.Contains("Brightwave Ltd · “Five sites by Easter” · due 15 Jan 2027", Said(new Reply.Notice(mine)), StringComparison.Ordinal);

        Assert.Equal("Noted: “Five sites by Easter”, promised to Brightwave Ltd, was kept.", Said(await office.PressesAsync(Kim, kept)));
        Assert.Contains("You said that this promise was kept", Said(await office.PressesAsync(Kim, kept)), StringComparison.Ordinal);
        Assert.DoesNotContain("Five sites", Said(await office.TypesAsync(Kim, "mine")), StringComparison.Ordinal);
        Assert.Equal(CommitmentState.Kept, Assert.Single((await office.ViewAsync(1001)).Handoff.Commitments).State);
    }

    [Fact]
    public async Task A_broken_one_asks_why()
    {
        await using var office = await OpenAsync();
        var promise = await AcceptedAsync(office);
        var form = Open(await office.PressesAsync(Kim, PromiseButtons.Of(Act.Broken, promise)));

        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, ("why", Text(" "))));
        Assert.Equal("Say why.", errors.ByInput["why"]);
        Assert.Contains("was broken", Said(await office.SubmitsAsync(Kim, form, ("why", Text("They left.")))), StringComparison.Ordinal);
        Assert.Contains("said that the promise “Five sites by Easter” was broken: They left.", await HistoryAsync(office), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_date_asks_until_when_and_why()
    {
        await using var office = await OpenAsync();
        var promise = await AcceptedAsync(office);
        var form = Open(await office.PressesAsync(Kim, PromiseButtons.Of(Act.NewDate, promise)));

        Assert.Equal(["due"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, ("why", Text("They asked.")))).ByInput.Keys);
        Assert.Equal(["why"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Kim, form, ("due", Text("2027-02-01")))).ByInput.Keys);
        Assert.Contains("is due 1 Feb 2027 now", Said(await office.SubmitsAsync(Kim, form, ("due", Text("2027-02-01")), ("why", Text("They asked.")))), StringComparison.Ordinal);
        Assert.Contains("moved the promise “Five sites by Easter” from 15 Jan 2027 to 1 Feb 2027: They asked.", await HistoryAsync(office), StringComparison.Ordinal);
        Assert.Equal("2027-02-01", Assert.Single(await office.RowsAsync(context => context.Commitments)).Due);
    }

    [Fact]
    public async Task Who_may_not_gets_a_sentence_instead_of_a_form()
    {
        await using var office = await OpenAsync();
        var promise = await AcceptedAsync(office);

        foreach (var act in new[] { Act.Kept, Act.Broken, Act.NewDate })
            Assert.StartsWith("Only Kim (the client's owner), Sam (who promised it)", Said(await office.PressesAsync(Dee, PromiseButtons.Of(act, promise))), StringComparison.Ordinal);
        Assert.Equal("Nobody disputes this promise any more.", Said(await office.PressesAsync(Kim, PromiseButtons.Of(Act.Settle, promise))));
        Assert.Equal("This promise is no longer there.", Said(await office.PressesAsync(Kim, new(Act.Broken, Text: "nonsense"))));
        Assert.Equal("This promise is no longer there.", Said(await office.PressesAsync(Kim, new(Act.Kept, Text: $"{Guid.NewGuid():N}"))));
    }

    [Fact]
    public async Task A_dispute_goes_to_the_sender_and_their_lead_and_ends_when_the_other_side_agrees()
    {
        await using var office = await OpenAsync();
        var promise = await AcceptedAsync(office, dispute: "Too soon.");
        var told = (await office.IntentsAsync()).Where(one => one.Dispute is DisputeTurn.Disputed).ToList();
        Assert.Equal([false, true], told.Select(one => one.Other is not null).Order());

        var form = Open(await office.PressesAsync(Sam, PromiseButtons.Of(Act.Settle, promise)));
        Assert.Equal("Propose", form.Submit);
        Assert.Equal(["what"], Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("due", Text("2027-03-01")))).ByInput.Keys);
        Assert.Equal(["due"], Assert.IsType<Reply.FormErrors>(
            await office.SubmitsAsync(Sam, form, ("what", Text("Four sites")), ("due", Text("2020-03-01")))).ByInput.Keys);
        Assert.Equal("Noted. The other side is asked to agree.", Said(await office.SubmitsAsync(Sam, form, ("what", Text("Four sites")), ("due", Text("2027-03-01")))));
        Assert.Single(await office.IntentsAsync(), one => one.Dispute is DisputeTurn.Suggested);

        Assert.Contains("The dispute has ended", Said(await office.PressesAsync(Kim, PromiseButtons.Of(Act.Agree, promise, proposal: 1))), StringComparison.Ordinal);
        var settled = Assert.Single((await office.ViewAsync(1001)).Handoff.Commitments);
        Assert.Equal((null, "Four sites", CommitmentState.Renegotiated), (settled.Dispute, settled.Text.What, settled.State));
        Assert.Equal(2, (await office.IntentsAsync()).Count(one => one.Dispute is DisputeTurn.Ended));
    }

    [Fact]
    public async Task The_receiver_proposes_to_the_sending_side()
    {
        await using var office = await OpenAsync();
        var promise = await AcceptedAsync(office, dispute: "Too soon.");
        var form = Open(await office.PressesAsync(Kim, PromiseButtons.Of(Act.Settle, promise)));

        await office.SubmitsAsync(Kim, form, ("what", Text("Three sites")), ("due", Text("2027-01-15")));

        Assert.Equal(2, (await office.IntentsAsync()).Count(one => one.Dispute is DisputeTurn.Suggested));
        Assert.Contains("The dispute has ended", Said(await office.PressesAsync(Sam, PromiseButtons.Of(Act.Agree, promise, proposal: 1))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_senders_lead_decides_and_both_sides_are_told()
    {
        await using var office = await OpenAsync();
        var promise = await AcceptedAsync(office, dispute: "Too soon.");
        var form = Open(await office.PressesAsync(Ana, PromiseButtons.Of(Act.Settle, promise)));

        Assert.Equal("Decide", form.Submit);
        Assert.Contains("The dispute has ended", Said(await office.SubmitsAsync(Ana, form, ("what", Text("Five sites by Easter")), ("due", Text("2027-01-15")))), StringComparison.Ordinal);
        Assert.Equal(2, (await office.IntentsAsync()).Count(one => one.Dispute is DisputeTurn.Ended));
        Assert.Contains("decided what is promised: “Five sites by Easter”, due 15 Jan 2027", await HistoryAsync(office), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_dispute_meant_to_say_is_not_sent_once_it_has_ended()
    {
        await using var office = await OpenAsync();
        var promise = await AcceptedAsync(office, dispute: "Too soon.");
        var told = (await office.IntentsAsync()).First(one => one.Dispute is DisputeTurn.Disputed);
        Assert.Null(Passed.WhyNot(told, await office.ViewAsync(1001)));

        await office.PressesAsync(Sam, PromiseButtons.Of(Act.Kept, promise));

        Assert.Equal("the dispute has ended", Passed.WhyNot(told, await office.ViewAsync(1001)));
    }

    [Fact]
    public async Task A_disputed_one_stands_in_mine_of_who_sent_it_with_what_to_do_and_in_that_of_who_disputes_it()
    {
        await using var office = await OpenAsync();
        await AcceptedAsync(office, "We give nothing away.");

        var sams = Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "mine"));
        Assert.Contains("Disputed promises that stay with you", Said(sams), StringComparison.Ordinal);
        Assert.Contains("disputed by Kim: “We give nothing away.”", Said(sams), StringComparison.Ordinal);
        Assert.Equal(["Propose other words", "Kept", "New date", "Broken"], PromiseActs(sams));
        Assert.Equal(["Propose other words"], PromiseActs(Assert.IsType<Reply.Notice>(await office.TypesAsync(Kim, "mine"))));

        var form = Open(await office.PressesAsync(Kim, Buttons(Assert.IsType<Reply.Notice>(await office.TypesAsync(Kim, "mine")).Card).Single(one => one.Label == "Propose other words").Press));
        await office.SubmitsAsync(Kim, form, ("what", Text("Four sites")), ("due", Text("2027-02-01")));
        var agree = Buttons(Assert.IsType<Reply.Notice>(await office.TypesAsync(Sam, "mine")).Card).Single(one => one.Label == "Agree").Press;
        Assert.Contains("The dispute has ended", Said(await office.PressesAsync(Sam, agree)), StringComparison.Ordinal);
        Assert.DoesNotContain("Disputed promises", Said(await office.TypesAsync(Sam, "mine")), StringComparison.Ordinal);

        static IEnumerable<string> PromiseActs(Reply.Notice mine) =>
            Buttons(mine.Card).Where(one => one.Press.Act is Act.Settle or Act.Agree or Act.Kept or Act.NewDate or Act.Broken).Select(one => one.Label);
    }

    [Fact]
    public async Task More_promises_than_fit_a_page_stand_on_the_next_ones()
    {
        await using var office = await OpenAsync();
        await AcceptedAsync(office);
        for (var site = 1; site <= 4; site++)
        {
            var form = Open(await office.TypesAsync(Sam, "promise Brightwave Ltd"));
            await office.SubmitsAsync(Sam, form, ("what", Text($"Site {site}")), ("due", Text($"2027-02-0{site}")), ("by", await office.PersonAsync(Sam)));
        }

        var first = Said(await office.TypesAsync(Kim, "mine"));
        Assert.Contains("1 more promise, due later, on the next page.", first, StringComparison.Ordinal);
        Assert.Contains("“Site 3”", first, StringComparison.Ordinal);
        Assert.DoesNotContain("“Site 4”", first, StringComparison.Ordinal);
        var second = Said(await office.TypesAsync(Kim, "mine 2"));
        Assert.Contains("“Site 4”", second, StringComparison.Ordinal);
        Assert.Contains("page 2 of 2", second, StringComparison.Ordinal);
        Assert.DoesNotContain("H-1001", second, StringComparison.Ordinal);
        Assert.Equal(second, Said(await office.TypesAsync(Kim, "mine 9")));
    }

    /// <summary>Kim took the client over with its one promise.</summary>
    private static async Task<Commitment> AcceptedAsync(Office office, string? dispute = null)
    {
        var promise = await PromisedAsync(office);
        var form = Open(await office.PressesAsync(Kim, Presses.Of(Act.Accept, (await office.ViewAsync(1001)).Handoff)));
        var said = (AcceptScreen.PromiseId(promise.Id), Choice(dispute is null ? "acknowledge" : "dispute"));
        await office.SubmitsAsync(Kim, form, [.. await office.AcceptInputsAsync(Kim), said, (AcceptScreen.ReasonId(promise.Id), Text(dispute ?? ""))]);
        return Assert.Single((await office.ViewAsync(1001)).Handoff.Commitments);
    }

    private static async Task<string> HistoryAsync(Office office) =>
        Said(await office.PressesAsync(Kim, Presses.Of(Act.Details, (await office.ViewAsync(1001)).Handoff)));
}
