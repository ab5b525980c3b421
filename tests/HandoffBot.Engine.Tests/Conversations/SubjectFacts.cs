using HandoffBot.Core.Chat;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Playbooks;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;
using static HandoffBot.Engine.Tests.Conversations.Office;

namespace HandoffBot.Engine.Tests.Conversations;

/// <summary>A client and a release of the same name, and people who speak of either.</summary>
public sealed class SubjectFacts
{
    private static readonly ConfigurationFile Releases = new(
        "release.yml",
        """
        playbook: release-to-onboarding
        name: Release
        subject: release
        from: sales
        to: onboarding
        checklist:
          - step: The release
            fields:
              - { id: release, label: Release, type: release, required: true }
              - { id: first, label: Who gets it first, type: client }
        reject-reasons:
          - { id: not-ready, label: Not ready }
        """);

    [Fact]
    public async Task A_client_and_a_release_of_one_name_are_two_things_with_an_owner_each()
    {
        await using var office = await OpenAsync(Releases);
        await SubmittedClientAsync(office, "Apollo");
        var release = await SubmittedReleaseAsync(office, "new release-to-onboarding Apollo");

        var rows = await office.RowsAsync(context => context.Clients.OrderBy(one => one.Subject));
        Assert.Equal([("client", "Apollo"), ("release", "Apollo")], rows.Select(one => (one.Subject, one.Name)));
        Assert.Equal(rows[1].Id, release.Client!.Id.Value);
        Assert.Equal("release Apollo", release.Client.Called);

        // A release does not go quiet.
        Assert.Empty(await office.RowsAsync(context => context.Clocks.Where(one => one.Kind == ClockKind.ClientIdle && one.Client == release.Client.Id.Value)));
    }

    [Theory]
    [InlineData("new release-to-onboarding 4.2")]
    [InlineData("new release-to-onboarding release 4.2")]
    [InlineData("new release-to-onboarding Release \"4.2\"")]
    [InlineData("new Release 4.2")]
    public async Task The_word_before_its_name_is_no_part_of_it(string words)
    {
        await using var office = await OpenAsync(Releases);
        Assert.Equal("4.2", (await SubmittedReleaseAsync(office, words)).Client!.Name);
        Assert.Contains("release 4.2 is being handed over already", Said(await office.TypesAsync(Sam, words)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_two_things_have_is_a_choice_and_the_word_before_it_says_which()
    {
        await using var office = await OpenAsync(Releases);
        await SubmittedClientAsync(office, "Apollo");
        await SubmittedReleaseAsync(office, "new release-to-onboarding Apollo");

        var which = Assert.IsType<Reply.Notice>(await office.TypesAsync(Root, "own Apollo <@UKIM> she built it")).Card;
        Assert.Equal(["Apollo (client)", "release Apollo"], Buttons(which).Select(one => one.Label).Order());
        Assert.Equal(
            ["own client \"Apollo\" <@UKIM> she built it", "own release \"Apollo\" <@UKIM> she built it"], Buttons(which).Select(one => one.Press.Text).Order());
        foreach (var words in new[] { "own release Apollo <@UKIM>", "own release \"Apollo\" <@UKIM>" })
            Assert.Contains("release Apollo is Sam's", Said(await office.TypesAsync(Root, words)), StringComparison.Ordinal);
        Assert.DoesNotContain("release", Said(await office.TypesAsync(Root, "own client Apollo <@UKIM>")), StringComparison.Ordinal);
        Assert.Contains("What was promised to release Apollo?", Said(await office.TypesAsync(Sam, "promise release Apollo")), StringComparison.Ordinal);
        Assert.Equal("There is no release “Zeus”. Say, for example, own release 4.2 @Kim.", Said(await office.TypesAsync(Sam, "own release Zeus")));
        Assert.StartsWith("There is no release “Zeus”. It is", Said(await office.TypesAsync(Sam, "promise Release Zeus")), StringComparison.Ordinal);
        Assert.Contains("There is no client or release “Zeus”", Said(await office.TypesAsync(Sam, "promise Zeus")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_whose_name_begins_with_the_word_is_the_longer_name_unless_quotes_say_where_the_name_begins()
    {
        await using var office = await OpenAsync(Releases);
        await SubmittedClientAsync(office, "Release Apollo Partners");
        await SubmittedReleaseAsync(office, "new release-to-onboarding Apollo");

        Assert.Contains("Release Apollo Partners is Sam's", Said(await office.TypesAsync(Root, "own Release Apollo Partners <@UKIM>")), StringComparison.Ordinal);
        Assert.Contains("release Apollo is Sam's", Said(await office.TypesAsync(Root, "own release \"Apollo\" <@UKIM>")), StringComparison.Ordinal);
        Assert.Contains("Which do you mean", Said(await office.TypesAsync(Root, "own release Apo <@UKIM>")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_finds_what_the_field_asks_for_alone_and_nothing_else_is_taken()
    {
        await using var office = await OpenAsync(Releases);
        var client = await SubmittedClientAsync(office, "Apollo");
        await SubmittedReleaseAsync(office, "new release-to-onboarding Gemini");

        Assert.Equal(["Gemini"], await FoundAsync(office, "gem", new("release")));
        Assert.Equal(["Create “gem”"], await FoundAsync(office, "gem", Subject.Client));

        var form = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, "new release-to-onboarding")).Form;
        Assert.Equal([new("release"), Subject.Client], form.Parts.OfType<FormPart.ClientField>().Select(one => one.Of));
        var errors = Assert.IsType<Reply.FormErrors>(await office.SubmitsAsync(Sam, form, ("release", new Input.Selected(SuggestionId.Of(client.Client!.Id), "Apollo"))));
        Assert.StartsWith("That release is not known here.", errors.ByInput["release"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_of_a_release_owes_no_handoff_of_clients()
    {
        await using var office = await OpenAsync(Releases);
        await SubmittedReleaseAsync(office, "new release-to-onboarding 4.2");
        var drawn = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Root, "own release 4.2 <@UDEE>")).Form;

        var done = Said(await office.SubmitsAsync(Root, drawn, ("to", await office.PersonAsync(Dee)), ("reason", Text("She knows it"))));

        Assert.Equal("Dee owns release 4.2 now, and both are told.", done.Split('\n')[^1].Trim());
    }

    private static async Task<string[]> FoundAsync(Office office, string typed, Subject of) =>
        [.. Assert.IsType<Reply.Suggestions>(await office.HandleAsync(
            new Interaction.SuggestionsAsked(Sam, office.NewReceipt(), SuggestionSource.Clients, typed, null) { Of = of })).Of.Select(one => one.Label)
            .Where(label => label.StartsWith("Create", StringComparison.Ordinal) == of.IsClient)];

    private static async Task<HandoffView> SubmittedClientAsync(Office office, string name)
    {
        var first = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, $"new sales-to-onboarding \"{name}\"")).Form;
        var second = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Sam, first, ("client", NewClient(name)), ("segment", Choice("SMB")))).Form;
        var review = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Sam, second, ("scope", Text("Fifty seats of everything")))).Form;
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, review));
        return await office.ViewAsync(review.Token.Handoff!.Value);
    }

    private static async Task<HandoffView> SubmittedReleaseAsync(Office office, string words)
    {
        var first = Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Sam, words)).Form;
        var named = Assert.IsType<FormPart.ClientField>(first.Parts.First(part => part is FormPart.ClientField)).Current!;
        var review = Assert.IsType<Reply.NextForm>(await office.SubmitsAsync(Sam, first, ("release", new Input.Selected(named.Id, named.Label)))).Form;
        Assert.IsType<Reply.CloseForm>(await office.SubmitsAsync(Sam, review));
        return await office.ViewAsync(review.Token.Handoff!.Value);
    }
}
