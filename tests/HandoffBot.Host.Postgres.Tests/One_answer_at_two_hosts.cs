namespace HandoffBot.Host.Tests.WholeBot.Postgres;

/// <summary>One of the two answers in Slack, at one host, the other in Microsoft Teams, at the other.</summary>
public sealed class One_answer_at_two_hosts : One_answer.Across
{
    private protected override Task<Office> OpenAsync(Setting setting) => Office.OpenWithTwoHostsAsync(setting, new Balancer());
}
