namespace HandoffBot.Host.Tests.WholeBot;

/// <summary>What the command <c>deliveries</c> refuses before it does anything.</summary>
public sealed class Words_of_deliveries
{
    [Theory]
    [InlineData("Which one? Say deliveries replay ID, or deliveries replay all.", "replay")]
    [InlineData("'H-1001' is not an id as deliveries lists them, nor all.", "discard", "H-1001")]
    [InlineData("'mend' is nothing that deliveries does. It lists [PAGE], and knows replay ID|all and discard ID|all.", "mend")]
    public async Task Words_that_say_nothing_are_refused_before_anything_is_opened(string sentence, params string[] words)
    {
        using var errors = new StringWriter();

        Assert.Equal(2, await DeliveriesCommand.RunAsync(words, TextWriter.Null, errors, default));

        Assert.Equal(sentence, errors.ToString().TrimEnd());
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_not_made()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("handoffbot-").FullName, "none.db");
        using var errors = new StringWriter();

        Assert.Equal(1, await DeliveriesCommand.RunAsync(["--Slack:BotToken=xoxb-1", "--Slack:SigningSecret=s3cret", $"--Database:ConnectionString=Data Source={file}"], TextWriter.Null, errors, default));

        Assert.Contains("There is no database yet", errors.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }
}
