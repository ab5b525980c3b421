using System.Text.Json.Nodes;
using HandoffBot.Playground.MsTeams.Cards;

namespace HandoffBot.Playground.Tests.MsTeams;

public sealed class Limits_of_cards
{
    [Fact]
    public void A_card_with_everything_in_it_is_taken()
    {
        var findings = Check("""
            {"type":"AdaptiveCard","$schema":"http://adaptivecards.io/schemas/adaptive-card.json","version":"1.5","speak":"s","fallbackText":"f",
             "msteams":{"width":"Full","entities":[{"type":"mention","text":"<at>Dee</at>","mentioned":{"id":"29:1","name":"Dee"}}]},
             "body":[
              {"type":"TextBlock","text":"Hello <at>Dee</at>","wrap":true,"style":"heading","size":"Large","weight":"bolder"},
              {"type":"RichTextBlock","inlines":[{"type":"TextRun","text":"x"}]},
              {"type":"FactSet","facts":[{"title":"a","value":""}]},
              {"type":"Container","style":"emphasis","items":[{"type":"Image","url":"https://x.example/x.png","altText":"x"}],"selectAction":{"type":"Action.OpenUrl","url":"https://x.example"}},
              {"type":"ColumnSet","columns":[{"type":"Column","width":"auto","items":[{"type":"TextBlock","text":"a"}]}]},
              {"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"c"}]}]}]},
              {"type":"Input.Text","id":"t","label":"T","isRequired":true,"errorMessage":"e","maxLength":3,"regex":"^a","style":"email"},
              {"type":"Input.Number","id":"n","min":1,"max":2,"value":1.5},
              {"type":"Input.Date","id":"d","value":"2026-03-02"},{"type":"Input.Time","id":"h","value":"09:30"},
              {"type":"Input.Toggle","id":"g","title":"G","value":"true"},
              {"type":"Input.ChoiceSet","id":"c","choices":[{"title":"A","value":"a"}],"choices.data":{"type":"Data.Query","dataset":"x"},"style":"filtered"},
              {"type":"ActionSet","actions":[{"type":"Action.ToggleVisibility","title":"v","targetElements":["t"]}]}],
             "actions":[
              {"type":"Action.Submit","title":"Go","style":"positive","data":{"msteams":{"type":"task/fetch"}}},
              {"type":"Action.Execute","title":"Do","verb":"v","fallback":{"type":"Action.Submit","title":"Do"}},
              {"type":"Action.ShowCard","title":"More","card":{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"in"}]}}]}
            """);

        Assert.Empty(findings);
    }

    [Theory]
    [InlineData("""{"version":"1.6"}""", "/version")]
    [InlineData("""{"version":null}""", "/version")]
    [InlineData("""{"type":"HeroCard"}""", "/type")]
    [InlineData("""{"boddy":[]}""", "unknown property: boddy")]
    [InlineData("""{"body":{}}""", "/body")]
    [InlineData("""{"body":["x"]}""", "/body/0")]
    [InlineData("""{"body":[{"type":"TextBlok"}]}""", "unknown element: TextBlok")]
    [InlineData("""{"body":[{"type":"TextBlock"}]}""", "missing required property: text")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"a","warp":true}]}""", "unknown property: warp")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"a","color":"red"}]}""", "/body/0/color")]
    [InlineData("""{"body":[{"type":"Container","style":"heading","items":[]}]}""", "/body/0/style")]
    [InlineData("""{"body":[{"type":"ColumnSet","columns":[{"type":"Container","items":[]}]}]}""", "must be `Column`")]
    [InlineData("""{"body":[{"type":"ColumnSet","columns":[{"items":[{"type":"x"}]}]}]}""", "/body/0/columns/0/items/0/type")]
    [InlineData("""{"body":[{"type":"FactSet","facts":[{"title":"a"}]}]}""", "missing required property: value")]
    [InlineData("""{"body":[{"type":"Input.Text"}]}""", "missing required property: id")]
    [InlineData("""{"body":[{"type":"Input.Text","id":"a","isRequired":true,"label":"A"}]}""", "errorMessage")]
    [InlineData("""{"body":[{"type":"Input.Text","id":"a","maxLength":1,"value":"ab"}]}""", "/body/0/value")]
    [InlineData("""{"body":[{"type":"Input.Text","id":"a","regex":"("}]}""", "/body/0/regex")]
    [InlineData("""{"body":[{"type":"Input.Text","id":"a"},{"type":"Input.Date","id":"a"}]}""", "two inputs have the id `a`")]
    [InlineData("""{"body":[{"type":"Input.Number","id":"a","value":"1"}]}""", "must be a number")]
    [InlineData("""{"body":[{"type":"Input.Date","id":"a","value":"2.3.2026"}]}""", "must match yyyy-MM-dd")]
    [InlineData("""{"body":[{"type":"Input.Time","id":"a","max":"9"}]}""", "must match HH:mm")]
    [InlineData("""{"body":[{"type":"Input.Toggle","id":"a"}]}""", "missing required property: title")]
    [InlineData("""{"body":[{"type":"Input.ChoiceSet","id":"a"}]}""", "missing required property: choices")]
    [InlineData("""{"body":[{"type":"Input.ChoiceSet","id":"a","choices":[{"title":"","value":"1"}]}]}""", "every choice needs")]
    [InlineData("""{"body":[{"type":"Input.ChoiceSet","id":"a","choices":[{"title":"x","value":"1"},{"title":"y","value":"1"}]}]}""", "same value")]
    [InlineData("""{"body":[{"type":"Input.ChoiceSet","id":"a","isMultiSelect":true,"choices":[{"title":"x","value":"1,2"}]}]}""", "comma")]
    [InlineData("""{"body":[{"type":"Input.ChoiceSet","id":"a","choices":[],"choices.data":{"type":"Data.Query"}}]}""", "/choices.data")]
    [InlineData("""{"body":[{"type":"Input.ChoiceSet","id":"a","choices":[],"value":["x"]}]}""", "must be a string")]
    [InlineData("""{"actions":[{"type":"Action.Click","title":"x"}]}""", "unknown action: Action.Click")]
    [InlineData("""{"actions":[{"type":"Action.Submit"}]}""", "missing required property: title")]
    [InlineData("""{"actions":[{"type":"Action.OpenUrl","title":"x"}]}""", "missing required property: url")]
    [InlineData("""{"actions":[{"type":"Action.Submit","title":"x","style":"danger"}]}""", "/actions/0/style")]
    [InlineData("""{"actions":[{"type":"Action.Execute","title":"x","fallback":{"type":"Nothing"}}]}""", "/actions/0/fallback/type")]
    [InlineData("""{"actions":[{"type":"Action.ShowCard","title":"x","card":{"type":"AdaptiveCard","version":"2.0"}}]}""", "/actions/0/card/version")]
    [InlineData("""{"selectAction":{"type":"x"}}""", "/selectAction/type")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"<at>Dee</at>"}]}""", "no entity for the mention <at>Dee</at>")]
    [InlineData("""{"msteams":{"entities":[{"type":"mention","text":"<at>Dee</at>","mentioned":{"id":"29:1"}}]}}""", "is not in the card")]
    [InlineData("""{"body":[{"type":"TextBlock","text":"<at>Dee</at>"}],"msteams":{"entities":[{"type":"mention","text":"<at>Dee</at>"}]}}""", "mentioned.id")]
    public void What_is_wrong_is_named_with_its_place(string change, string says)
    {
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5" };
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) card[name] = value?.DeepClone();

        Assert.Contains(Check(card.ToJsonString()), sentence => sentence.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_seventh_button_would_not_be_seen_but_a_secondary_one_has_its_menu()
    {
        static string Buttons(int count, string mode) => string.Join(',', Enumerable.Range(0, count).Select(at => $$"""{"type":"Action.Submit","title":"{{at}}","mode":"{{mode}}"}"""));

        Assert.Empty(Check($$"""{"type":"AdaptiveCard","version":"1.5","actions":[{{Buttons(6, "primary")}},{{Buttons(2, "secondary")}}]}"""));
        Assert.Single(Check($$"""{"type":"AdaptiveCard","version":"1.5","actions":[{{Buttons(7, "primary")}}]}"""));
    }

    [Fact]
    public async Task A_wrong_card_is_refused_by_the_connector_and_an_empty_one_as_well()
    {
        await using var stage = await TenantStage.SetAsync();

        var wrong = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat), TenantStage.Card("""[{"type":"TextBlok"}]"""));
        var empty = await stage.CallAsync(HttpMethod.Post, TenantStage.Activities(TenantStage.DeesChat),
            new { type = "message", attachments = new[] { new { contentType = "application/vnd.microsoft.card.adaptive" } } });

        Assert.Equal((400, 400), (wrong.Status, empty.Status));
        Assert.Contains("unknown element: TextBlok", (string)wrong.Body!["error"]!["message"]!, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Check(string card) => CardCheck.Check((JsonObject?)JsonNode.Parse(card)).Sentences;
}
