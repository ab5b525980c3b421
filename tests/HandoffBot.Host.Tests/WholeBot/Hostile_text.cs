using System.Text.Json.Nodes;

namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>Whatever people write is stored as written and shown so that it does nothing.</summary>
public abstract class Hostile_text(AcmeOffice acme)
{
    private readonly Office _office = acme.Office;

    [Theory]
    [InlineData("<!channel> everybody look here now")]
    [InlineData("<@U0SOMEONE> and <!subteam^S0ALL> please")]
    [InlineData("*bold* _italic_ ~gone~ `code` > quote & <https://evil.example|harmless>")]
    [InlineData("\u202eexe.gpj is read the other way around\u202c")]
    [InlineData("👩‍👩‍👧‍👦 أهلاً 你好 emoji and scripts of the world")]
    [InlineData("[harmless](https://evil.example) <at>Everybody</at> {{DATE(2030-01-01T00:00:00Z,SHORT)}} **loud**")]
    [InlineData("{\"type\":\"section\"} ${jndi:ldap://x} '; drop table Handoffs; --")]
    public async Task It_is_shown_as_text_everywhere(string text)
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        var client = $"{text[..Math.Min(text.Length, 30)]} {Guid.NewGuid():N}";
        await sam.In(Acme.Sales).Types("/handoff new");
        await sam.Fills("Client", "", search: client);
        await sam.FillsTheDeal(_office);
        await sam.Submits();
        await sam.Fills("What was sold", text);
        await sam.Fills("Client's champion (e-mail)", "jo@client.example");
        await sam.Submits();
        await sam.Fills("Who sold it", "Sam");
        await sam.Submits();
        await sam.Submits();
        await sam.SeesNoForm();

        var brief = await kim.In(Acme.Onboarding).Sees(client[^20..], "[Accept]");
        Harmless(brief);
        await kim.Presses("Details", client[^20..]);
        await kim.SeesForm("What was sold");
        await kim.Closes();
        await kim.Rejects(client[^20..], "What was sold", text);
        await kim.Closes();
        Harmless(await sam.InDirect().Sees(client[^20..], "needs another look"));
        await _office.SettlesAsync();
        foreach (var message in await kim.In(Acme.Onboarding).MessagesAsync(brief.Id))
            Harmless(message);
    }

    [Fact]
    public async Task What_is_too_long_is_refused_beside_its_input_and_what_is_long_is_one_click_away()
    {
        var (sam, kim) = (_office.As("Sam"), _office.As("Kim"));
        await sam.FillsTheChecklist(_office, "Long Ltd");
        await sam.PressesInForm("Back");
        await sam.Fills("Known risks", new string('x', 100_000));
        await sam.Submits();
        Assert.NotNull(sam.Form.ErrorBeside("Known risks"));

        await sam.Fills("Known risks", $"{new string('x', 2_900)} end");
        await sam.Submits();
        await sam.Submits();
        await kim.In(Acme.Onboarding).Presses("Details", "Long Ltd");
        await kim.SeesForm("xxx end");
    }

    [Theory]
    [InlineData("new <!channel>")]
    [InlineData("show ../../etc/passwd")]
    [InlineData("<@U0SOMEONE> & *loud* _words_ of nobody")]
    public async Task Words_come_back_without_their_power(string words)
    {
        var sam = _office.As("Sam").In(Acme.Sales);
        await sam.Types($"/handoff {words}");
        foreach (var message in (await sam.MessagesAsync()).Concat(await sam.InDirect().MessagesAsync()))
            Harmless(message);
        await sam.Looks();
    }

    [Fact]
    public async Task A_flood_of_words_is_answered_briefly()
    {
        var sam = _office.As("Sam").In(Acme.Sales);
        await sam.Types($"/handoff {string.Join(' ', Enumerable.Repeat("gibberish", 10_000))}");
        var answer = await sam.SeesPrivately("I do not know");
        Assert.True(answer.Text.Length < 3000, $"The answer has {answer.Text.Length} characters.");
    }

    private static void Harmless(Posted message)
    {
        if (message.Json["card"] is { } card)
            HarmlessCard(card);
        else if (Screen.Items(message.Json, "blocks").Any())
            HarmlessBlocks(message.Json);
    }

    /// <summary>No mention of many, no mention of somebody unknown and no link but ours where Slack reads markup.</summary>
    private static void HarmlessBlocks(JsonNode message)
    {
        foreach (var written in Markup(message))
        {
            Assert.DoesNotContain("<!channel", written, StringComparison.Ordinal);
            Assert.DoesNotContain("<!subteam", written, StringComparison.Ordinal);
            Assert.DoesNotContain("<@U0SOMEONE", written, StringComparison.Ordinal);
            Assert.DoesNotContain("<https://evil", written, StringComparison.Ordinal);
        }
    }

    /// <summary>No link but ours, no time but ours and no mention without an entity where Microsoft Teams reads markup.</summary>
    private static void HarmlessCard(JsonNode card)
    {
        var mentioned = Screen.Items(card["msteams"], "entities").Select(entity => Screen.Text(entity, "text")).ToList();
        foreach (var written in Markup(card["body"]))
        {
            Assert.DoesNotContain("](https://evil", written, StringComparison.Ordinal);
            Assert.DoesNotContain("{{DATE(2030", written, StringComparison.Ordinal);
            Assert.DoesNotContain("**loud", written, StringComparison.Ordinal);
            Assert.DoesNotContain("<at>", mentioned.Aggregate(written, (left, tag) => left.Replace(tag, "", StringComparison.Ordinal)), StringComparison.Ordinal);
        }
    }

    /// <summary>Plain text objects are shown as they are; all other text, and what stands in facts, is read as markup.</summary>
    private static IEnumerable<string> Markup(JsonNode? node) => node switch
    {
        JsonArray items => items.SelectMany(Markup),
        JsonObject plain when Screen.Text(plain, "type") == "plain_text" => [],
        JsonObject fact when fact["title"] is JsonValue title && fact["value"] is JsonValue value && fact.Count == 2 => [title.ToString(), value.ToString()],
        JsonObject one => one.SelectMany(each => each is { Key: "text", Value: JsonValue } ? [each.Value.ToString()] : Markup(each.Value)),
        _ => [],
    };

    public sealed class In_Slack(AcmeOffice.InSlack acme) : Hostile_text(acme), IClassFixture<AcmeOffice.InSlack>;

    public sealed class In_Microsoft_Teams(AcmeOffice.InMicrosoftTeams acme) : Hostile_text(acme), IClassFixture<AcmeOffice.InMicrosoftTeams>;

    public sealed class From_Slack_to_Microsoft_Teams(AcmeOffice.FromSlackToMicrosoftTeams acme)
        : Hostile_text(acme), IClassFixture<AcmeOffice.FromSlackToMicrosoftTeams>;

    public sealed class From_Microsoft_Teams_to_Slack(AcmeOffice.FromMicrosoftTeamsToSlack acme)
        : Hostile_text(acme), IClassFixture<AcmeOffice.FromMicrosoftTeamsToSlack>;
}
