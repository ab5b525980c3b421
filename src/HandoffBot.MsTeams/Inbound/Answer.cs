using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace HandoffBot.MsTeams.Inbound;

/// <summary>What a request is answered with: the acknowledgement itself.</summary>
internal readonly record struct Answer(int Status, byte[]? Json)
{
    /// <summary>Taken; nothing to say here. In answer to a dialog it closes it.</summary>
    public static Answer Empty => new(StatusCodes.Status200OK, null);

    /// <summary>Taken, and still being worked on.</summary>
    public static Answer Accepted => new(StatusCodes.Status202Accepted, null);

    public static Answer Malformed => new(StatusCodes.Status400BadRequest, null);

    /// <summary>It belongs to nothing that this bot knows. <see href="https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-activities"/></summary>
    public static Answer NotServed => new(StatusCodes.Status501NotImplemented, null);

    /// <summary>Microsoft Teams sends an activity again after this.</summary>
    public static Answer TryAgain => new(StatusCodes.Status500InternalServerError, null);

    public bool IsSuccess => Status is StatusCodes.Status200OK or StatusCodes.Status202Accepted;

    public static Answer Of(int status) => new(status, null);

    public static Answer Of<T>(T body, JsonTypeInfo<T> type) => new(StatusCodes.Status200OK, JsonSerializer.SerializeToUtf8Bytes(body, type));

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        if (Json is null)
        {
            response.ContentLength = 0;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = Json.Length;
        await response.Body.WriteAsync(Json, cancellationToken);
    }
}
