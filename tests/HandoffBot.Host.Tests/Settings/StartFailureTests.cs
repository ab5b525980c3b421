using System.Net;
using System.Net.Sockets;

namespace HandoffBot.Host.Tests.Settings;

/// <summary>The program itself, started with something wrong: it says what, and ends with 1.</summary>
[Collection("The console")]
public sealed class StartFailureTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("handoffbot-start-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("--Slack:BotToken=xoxb-1", "Slack:SigningSecret is empty")]
    [InlineData("--Slack:SigningSecret=s3cret", "Slack:BotToken is empty")]
    [InlineData("--Slack:AppToken=xapp-1", "Slack:BotToken is empty")]
    [InlineData("--Slack:RequestsPerMinute=many", "Slack:RequestsPerMinute is 'many'")]
    [InlineData("--Playbooks:Folder=/nowhere/at/all", "there is no such folder")]
    [InlineData("--Database:Provider=oracle", "Database:Provider is 'oracle'")]
    public async Task Something_wrong_in_the_configuration_is_said_with_its_key(string argument, string says)
    {
        var (code, said) = await RunAsync(argument);

        Assert.Equal(1, code);
        Assert.Contains(says, said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var (code, said) = await RunAsync($"--urls=http://127.0.0.1:{port}");

        Assert.Equal(1, code);
        Assert.Contains($":{port}", said, StringComparison.Ordinal);
        Assert.Contains("choose other ports", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_no_database_is_named_and_left_as_it_is()
    {
        var file = Path.Combine(_folder.FullName, "real.db");
        await File.WriteAllTextAsync(file, new string('x', 8192));

        var (code, said) = await RunAsync(
            "--Slack:BotToken=xoxb-1", "--Slack:SigningSecret=s3cret", "--Slack:ApiBaseUrl=http://127.0.0.1:9/");

        Assert.Equal(1, code);
        Assert.Contains(file, said, StringComparison.Ordinal);
        Assert.Equal(new string('x', 8192), await File.ReadAllTextAsync(file));
    }

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var before = Console.Error;
        using var said = new StringWriter();
        Console.SetError(said);
        try
        {
            var code = await Bot.RunAsync(
                ["--urls=http://127.0.0.1:0", "--Playground:Port=0", $"--Database:ConnectionString=Data Source={_folder.FullName}/real.db", .. arguments]);
            return (code, said.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
