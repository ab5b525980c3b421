using HandoffBot.Core.Chat;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Text;
using NodaTime;

namespace HandoffBot.MsTeams.Tests.Text;

public sealed class MentionTests
{
    private const string Account = "0f000000-0000-4000-8000-000000000001";
    private const string OtherAccount = "0f000000-0000-4000-8000-000000000002";

    [Fact]
    public void A_mention_is_a_tag_with_its_entity()
    {
        var mentions = new Mentions(Scene.Tenant);
        var tag = mentions.Tag(Person("Kim", Scene.Tenant, Account));

        Assert.Equal("<at>Kim</at>", tag);
        Assert.Equal(
            $$$"""[{"type":"mention","text":"<at>Kim</at>","mentioned":{"id":"{{{Account}}}","name":"Kim"}}]""",
            mentions.Entities($"Hello {tag}").ToJsonString(HandoffBot.MsTeams.Cards.CardJson.Letters));
    }

    [Theory]
    [InlineData("00000000-0000-4000-8000-00000000beef", Account)]
    [InlineData(Scene.Tenant, "U1KIM")]
    [InlineData(Scene.Tenant, "</at><at>everyone")]
    public void Only_an_account_of_this_tenant_is_mentioned(string tenant, string account)
    {
        var mentions = new Mentions(Scene.Tenant);
        var written = new PhraseWriter(mentions, null).Markdown(Phrase.Of(Person("Kim <at>", tenant, account)), 500);

        Assert.Equal("Kim <\u200Bat>", written);
        Assert.Empty(mentions.Entities(written));
    }

    [Fact]
    public void A_tenant_is_the_same_in_capitals() => Assert.NotNull(new Mentions(Scene.Tenant.ToUpperInvariant()).Tag(Person("Kim", Scene.Tenant, Account)));

    [Fact]
    public void Two_people_of_one_name_have_two_tags_and_one_person_has_one()
    {
        var mentions = new Mentions(Scene.Tenant);

        Assert.Equal("<at>Kim</at>", mentions.Tag(Person("Kim", Scene.Tenant, Account)));
        Assert.Equal("<at>Kim 2</at>", mentions.Tag(Person("Kim", Scene.Tenant, OtherAccount)));
        Assert.Equal("<at>Kim</at>", mentions.Tag(Person("Kim", Scene.Tenant, Account)));
        Assert.Equal(["Kim", "Kim"], mentions.Entities("<at>Kim</at> <at>Kim 2</at>").Select(one => (string?)one!["mentioned"]!["name"]));
    }

    [Theory]
    [InlineData("Kim</at> <at>Olu", "<at>Kim /at   at Olu</at>")]
    [InlineData("*Kim_O* [x](y)", "<at>Kim O   x  y</at>")]
    [InlineData("\u202E", "<at>Somebody</at>")]
    [InlineData("two\nlines", "<at>two lines</at>")]
    public void A_name_cannot_leave_its_tag(string name, string tag) => Assert.Equal(tag, new Mentions(Scene.Tenant).Tag(Person(name, Scene.Tenant, Account)));

    [Theory]
    [InlineData("Kim \U0001F3D6\uFE0F")]
    [InlineData("\U00020BB7\u91CE \u5EB7")]
    [InlineData("Zo\u00EB\u00A0Kim")]
    public void A_name_of_any_signs_is_mentioned(string name)
    {
        var card = new Card(Phrase.FromString("News"), [new CardPart.Text(Phrase.Of(Person(name, Scene.Tenant, Account)))]);

        var drawn = MsTeams.Cards.MessageRenderer.Draw(card, new(Scene.Tenant, InChannel: true)).Content;

        var entity = Assert.Single(drawn["msteams"]!["entities"]!.AsArray())!;
        Assert.Equal(drawn["body"]![0]!["text"]!.GetValue<string>(), entity["text"]!.GetValue<string>());
    }

    [Fact]
    public void An_entity_without_its_tag_is_left_out()
    {
        var mentions = new Mentions(Scene.Tenant);
        mentions.Tag(Person("Kim", Scene.Tenant, Account));

        Assert.Empty(mentions.Entities("Hello Kim"));
    }

    [Fact]
    public void An_instant_is_written_for_its_readers_client_and_in_words_where_no_client_helps()
    {
        var phrase = Phrase.Of(new Inline.When(Instant.FromUtc(2026, 7, 1, 9, 30).Plus(Duration.FromMilliseconds(250)), DateTimeZoneProviders.Tzdb["Europe/London"]));
        var writer = new PhraseWriter(new Mentions(Scene.Tenant), null);

        Assert.Equal("{{DATE(2026-07-01T09:30:00Z,SHORT)}}, {{TIME(2026-07-01T09:30:00Z)}}", writer.Markdown(phrase, 500));
        Assert.Equal("1 Jul 2026, 10:30 BST", writer.Plain(phrase, 500));
    }

    private static Inline.Mention Person(string name, string tenant, string account) =>
        new(name, [new(Platform.Slack, "T0ACME", "UKIM"), new(Platform.MsTeams, tenant, account)]);
}
