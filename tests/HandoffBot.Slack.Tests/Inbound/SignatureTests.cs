using System.Net;
using System.Text;
using HandoffBot.Core.Chat;
using HandoffBot.Slack.Inbound;

namespace HandoffBot.Slack.Tests.Inbound;

public sealed class SignatureTests
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    [Fact]
    public void The_example_of_Slacks_documentation_is_signed_as_it_says() => Assert.Equal(
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        SlackSignature.Sign(Stage.Secret, "1531420618", Body));

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-300, true)]
    [InlineData(-301, false)]
    public void The_clocks_may_be_five_minutes_apart_in_either_direction(int seconds, bool holds)
    {
        var flaw = SlackSignature.Flaw(
            Stage.Secret, "1531420618", SlackSignature.Sign(Stage.Secret, "1531420618", Body), Body, DateTimeOffset.FromUnixTimeSeconds(1531420618 + seconds));

        Assert.Equal(holds, flaw is null);
    }

    [Theory]
    [InlineData(null, "v0=00")]
    [InlineData("", "v0=00")]
    [InlineData("1531420618", null)]
    [InlineData("1531420618", "")]
    [InlineData("1531420618", "v0=")]
    [InlineData("1531420618", "v0=zz14d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503zz")]
    [InlineData("1531420618", "v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("1531420618", "a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("+1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("99999999999999999999", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("-9223372036854775808", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    [InlineData("9223372036854775807", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")]
    public void A_missing_or_malformed_signature_is_refused(string? timestamp, string? signature) =>
        Assert.NotNull(SlackSignature.Flaw(Stage.Secret, timestamp, signature, Body, DateTimeOffset.FromUnixTimeSeconds(1531420618)));

    [Fact]
    public void An_empty_secret_lets_nobody_in() => Assert.NotNull(SlackSignature.Flaw(
        "", "1531420618", SlackSignature.Sign("", "1531420618", Body), Body, DateTimeOffset.FromUnixTimeSeconds(1531420618)));

    [Theory]
    [InlineData(SlackRegistration.CommandsPath)]
    [InlineData(SlackRegistration.InteractionsPath)]
    [InlineData(SlackRegistration.EventsPath)]
    public async Task No_route_lets_a_tampered_request_in(string path)
    {
        await using var stage = await Stage.SetAsync();
        var tampered = new Action<HttpRequestMessage>[]
        {
            request => request.Headers.Remove(SlackSignature.Header),
            request => request.Headers.Remove(SlackSignature.TimestampHeader),
            request => request.Content = new StringContent("payload={}"),
            request =>
            {
                request.Headers.Remove(SlackSignature.TimestampHeader);
                request.Headers.Add(SlackSignature.TimestampHeader, "1");
            },
        };
        foreach (var tamper in tampered)
        {
            var response = await stage.SendAsync(path, Stage.Fixture("command.txt"), tamper: tamper);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.Empty(stage.Bot.Heard);
        Assert.Empty(stage.Slack.Calls);
    }

    [Theory]
    [InlineData(SlackRegistration.CommandsPath, "not=a&command=1", "application/x-www-form-urlencoded")]
    [InlineData(SlackRegistration.CommandsPath, "{}", "application/json")]
    [InlineData(SlackRegistration.InteractionsPath, "payload=%7B", "application/x-www-form-urlencoded")]
    [InlineData(SlackRegistration.InteractionsPath, "payload=%5B%5D", "application/x-www-form-urlencoded")]
    [InlineData(SlackRegistration.InteractionsPath, "payload=7", "application/x-www-form-urlencoded")]
    [InlineData(SlackRegistration.InteractionsPath, "payload=null", "application/x-www-form-urlencoded")]
    [InlineData(SlackRegistration.InteractionsPath, "", "application/x-www-form-urlencoded")]
    [InlineData(SlackRegistration.EventsPath, "", "application/json")]
    [InlineData(SlackRegistration.EventsPath, "{\"type\":", "application/json")]
    [InlineData(SlackRegistration.EventsPath, "{\"event\":7}", "application/json")]
    [InlineData(SlackRegistration.EventsPath, "null", "application/json")]
    public async Task What_is_signed_but_makes_no_sense_is_called_malformed(string path, string body, string mediaType)
    {
        await using var stage = await Stage.SetAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await stage.SendAsync(path, body, mediaType)).StatusCode);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task Json_of_endless_depth_is_malformed()
    {
        await using var stage = await Stage.SetAsync();
        var deep = "{\"type\":\"event_callback\",\"odd\":" + new string('[', 50_000) + new string(']', 50_000) + "}";

        Assert.Equal(HttpStatusCode.BadRequest, (await stage.SendAsync(SlackRegistration.EventsPath, deep, "application/json")).StatusCode);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_too_large_with_and_without_its_length()
    {
        await using var stage = await Stage.SetAsync();
        var body = new string('x', InboundRequest.LargestBody + 1);

        var known = await stage.SendAsync(SlackRegistration.CommandsPath, body);
        var chunked = await stage.SendAsync(SlackRegistration.CommandsPath, body, tamper: request => request.Headers.TransferEncodingChunked = true);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, known.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
    }

    [Fact]
    public async Task The_certificate_check_gets_its_answer_and_nothing_happens()
    {
        await using var stage = await Stage.SetAsync();

        var response = await stage.SendAsync(SlackRegistration.CommandsPath, "ssl_check=1&token=x", tamper: request => request.Headers.Remove(SlackSignature.Header));

        await Stage.EmptyAsync(response);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task The_address_check_is_answered_when_it_is_signed_only()
    {
        await using var stage = await Stage.SetAsync();
        const string Check = """{"token":"x","challenge":"3eZbrw1aB","type":"url_verification"}""";

        var response = await stage.SendAsync(SlackRegistration.EventsPath, Check, "application/json");
        var unsigned = await stage.SendAsync(
            SlackRegistration.EventsPath, Check, "application/json", request => request.Headers.Remove(SlackSignature.Header));

        Assert.Equal("3eZbrw1aB", (string?)(await Stage.JsonAsync(response))["challenge"]);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }

    [Fact]
    public async Task A_foreign_workspace_is_told_so_and_nobody_is_looked_up()
    {
        await using var stage = await Stage.SetAsync(workspaces: ["T0OTHER"]);

        var command = await Stage.JsonAsync(await stage.CommandAsync());
        await Stage.EmptyAsync(await stage.InteractAsync("button.json"));
        await Stage.EmptyAsync(await stage.EventAsync("event_message_im.json"));

        Assert.Contains("does not belong", (string?)command["text"], StringComparison.Ordinal);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task A_guest_of_another_organization_is_refused_in_a_shared_channel()
    {
        await using var stage = await Stage.SetAsync();

        await Stage.EmptyAsync(await stage.InteractAsync("button.json", payload => payload["user"]!["team_id"] = "T0OTHER"));

        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task While_nobody_knows_the_own_workspace_nobody_is_let_in()
    {
        await using var stage = await Stage.SetAsync(api: new Uri("http://127.0.0.1:9/api/"));

        var command = await Stage.JsonAsync(await stage.CommandAsync());

        Assert.Contains("does not know yet which workspace", (string?)command["text"], StringComparison.Ordinal);
        Assert.Empty(stage.Bot.Heard);
    }

    [Fact]
    public async Task On_an_installation_for_an_enterprise_the_persons_workspace_counts()
    {
        await using var stage = await Stage.SetAsync();

        await stage.InteractAsync("button.json", payload => payload["team"] = null);

        Assert.Equal(new AccountRef(Platform.Slack, "T0ACME", "U0KIM"), Assert.Single(stage.Bot.Heard).By);
    }
}
