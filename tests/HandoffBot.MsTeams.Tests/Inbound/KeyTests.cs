using System.Net;
using System.Text.Json.Nodes;
using HandoffBot.MsTeams.Inbound;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>Whose keys count, for what, and for how long.</summary>
public sealed class KeyTests
{
    public static TheoryData<string> Silent => ["[]", "null", "[\"webchat\",\"directline\"]", "\"msteams\"", "[\"\"]", "{}"];

    [Theory]
    [MemberData(nameof(Silent))]
    public async Task A_key_speaks_for_no_channel_but_those_that_it_is_endorsed_for(string endorsements)
    {
        await using var stage = await Stage.SetAsync();
        stage.Microsoft.Endorsements = JsonNode.Parse(endorsements);

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(stage));
        Assert.Contains(stage.Log.Lines, line => line.Contains("does not speak for the channel", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"use":"enc"}""")]
    [InlineData("""{"kty":"oct"}""")]
    public async Task A_key_for_something_else_is_none(string change)
    {
        await using var stage = await Stage.SetAsync();
        stage.Microsoft.Change = key =>
        {
            foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
                key[name] = value?.DeepClone();
        };

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(stage));
        Assert.Contains(stage.Log.Lines, line => line.Contains("MsTeams:OpenIdMetadataUrl: there is no issuer or no key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_are_read_once_and_again_after_a_day()
    {
        await using var stage = await Stage.SetAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(stage)));
        stage.Time.Passed = TimeSpan.FromHours(23);
        await SendAsync(stage);

        Assert.Equal(1, stage.Microsoft.Asked);
        stage.Time.Passed = TimeSpan.FromHours(24);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(stage));
        Assert.Equal(2, stage.Microsoft.Asked);
    }

    [Fact]
    public async Task A_new_key_is_looked_for_before_what_it_signed_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        await SendAsync(stage);
        stage.Time.Passed = TimeSpan.FromMinutes(10);
        stage.Microsoft.Kid = "key-2";

        Assert.Equal(HttpStatusCode.OK, await SendAsync(stage));
        Assert.Equal(2, stage.Microsoft.Asked);
    }

    [Fact]
    public async Task Who_hangs_up_while_keys_are_read_takes_them_from_nobody()
    {
        await using var stage = await Stage.SetAsync();
        await SendAsync(stage);
        stage.Time.Passed = TimeSpan.FromMinutes(10);
        stage.Microsoft.Kid = "key-2";
        var answers = new TaskCompletionSource();
        stage.Microsoft.Before = answers.Task;
        var keys = stage.Get<SigningKeys>();
        using var gone = new CancellationTokenSource();

        var hungUp = keys.FindAsync("made-up", gone.Token).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hungUp);
        var waits = keys.FindAsync("key-2", CancellationToken.None).AsTask();
        answers.SetResult();

        Assert.IsType<Sought.Found>(await waits);
        Assert.Equal(2, stage.Microsoft.Asked);
    }

    [Fact]
    public async Task Who_is_known_does_not_wait_for_keys_that_take_long_to_be_read()
    {
        await using var stage = await Stage.SetAsync();
        await SendAsync(stage);
        var answers = new TaskCompletionSource();
        stage.Microsoft.Before = answers.Task;
        stage.Time.Passed = TimeSpan.FromDays(2);
        stage.Get<SigningKeys>().Patience = TimeSpan.FromMilliseconds(1);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(stage));
        answers.SetResult();
        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(stage, "made-up"));
        Assert.Equal(2, stage.Microsoft.Asked);
    }

    [Fact]
    public async Task Made_up_keys_ask_Microsoft_once_a_minute_at_most()
    {
        await using var stage = await Stage.SetAsync();
        await SendAsync(stage);

        for (var request = 0; request < 20; request++)
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(stage, $"made-up-{request}"));

        Assert.Equal(1, stage.Microsoft.Asked);
        stage.Time.Passed = TimeSpan.FromMinutes(1);
        for (var request = 0; request < 20; request++)
            await SendAsync(stage, $"made-up-{request}");

        Assert.Equal(2, stage.Microsoft.Asked);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(stage));
    }

    [Fact]
    public async Task A_withdrawn_key_counts_no_more_once_that_was_read()
    {
        await using var stage = await Stage.SetAsync();
        await SendAsync(stage);
        stage.Microsoft.Kid = "key-2";
        stage.Time.Passed = TimeSpan.FromDays(1);

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(stage, "key-1"));
    }

    [Fact]
    public async Task While_keys_cannot_be_read_those_that_are_known_count_for_three_days()
    {
        await using var stage = await Stage.SetAsync();
        await SendAsync(stage);
        stage.Microsoft.IsUp = false;

        stage.Time.Passed = TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(stage));
        stage.Time.Passed = TimeSpan.FromDays(3);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(stage));
        Assert.Contains(stage.Log.Lines, line => line.StartsWith("Microsoft's signing keys cannot be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_any_keys_nobody_comes_in_and_they_are_soon_tried_again()
    {
        await using var stage = await Stage.SetAsync();
        stage.Microsoft.IsUp = false;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(stage));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(stage));
        Assert.Empty(stage.Bot.Heard);
        var asked = stage.Microsoft.Asked;
        stage.Microsoft.IsUp = true;
        stage.Time.Passed = TimeSpan.FromSeconds(5);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(stage));
        Assert.Equal(asked + 1, stage.Microsoft.Asked);
    }

    private static async Task<HttpStatusCode> SendAsync(Stage stage, string? kid = null)
    {
        var token = stage.Microsoft.Token(Stage.Service, stage.Time.GetUtcNow(), (header, _) => header["kid"] = kid ?? stage.Microsoft.Kid);
        using var answer = await stage.PostAsync(Stage.Fixture("message_personal.json"), token);
        return answer.StatusCode;
    }
}
