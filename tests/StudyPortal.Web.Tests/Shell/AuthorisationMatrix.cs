namespace StudyPortal.Web.Tests.Shell;

/// <summary>One way into the portal, and what everybody is answered there.</summary>
/// <param name="Method">Of the request; HUB for a method of a hub.</param>
/// <param name="Pattern">As the endpoint is mapped; for a hub its address, a space and the method.</param>
/// <param name="Query">What the request needs besides; empty, or from its question mark on.</param>
/// <param name="With">What stands in the place of its parameters: names of objects of <see cref="MatrixWorld"/>, or the values themselves.</param>
/// <param name="Answers">One for each of <see cref="AuthorisationMatrix.People"/>.</param>
/// <param name="Unknown">The answer to those who may ask, where an object is not there.</param>
public sealed record MatrixRow(string Method, string Pattern, string Query, IReadOnlyList<string> With, IReadOnlyList<string> Answers, string Unknown)
{
    public string Name => $"{Method} {Pattern}";
}

/// <summary>
/// Who is answered what at every endpoint. A number is a status; "in" leads to the sign-in page, "no" to the page that says that this
/// is not for one's role, "302" elsewhere. A hub method that is answered counts as 200, or as 404 where its answer is null. The page of a
/// circuit is an empty frame for whoever may open it: that there is no such object is said inside.
/// </summary>
public static class AuthorisationMatrix
{
    /// <summary>Nobody; a reader without a study; a reader of another study; the reader himself; a reader of the same study; a researcher; an administrator.</summary>
    public static IReadOnlyList<string> Sessions { get; } = ["nobody", "reader4", "reader3", "reader1", "reader2", "researcher", "admin"];

    /// <summary>
    /// Who comes with a token instead: one that expired or was revoked; that of a disabled account; of somebody who is only a reader now;
    /// an administrator's for making reports alone; a researcher's for reading; an administrator's for both.
    /// </summary>
    public static IReadOnlyList<string> Tokens { get; } = ["expired", "revoked", "disabled", "former", "reports-only", "researcher's", "admin's"];

    public static IReadOnlyList<string> People { get; } = [.. Sessions, .. Tokens];

    /// <summary>A token counts at the programming interface alone, and there no session does.</summary>
    public static IReadOnlyList<MatrixRow> Rows { get; } =
    [
        .. LinesOf(Table).Select(line => Read(line, answers => [.. answers, .. Tokens.Select(_ => answers[0])], Sessions.Count)),
        .. LinesOf(ApiTable).Select(line => Read(line, answers => [.. Sessions.Select(_ => "401"), .. answers], Tokens.Count)),
    ];

    /// <summary>method pattern | objects | the answers, and the one where an object is not there.</summary>
    private const string Table =
        """
        GET {**path:file}                                        | nothing.css             | in  404 404 404 404 404 404
        GET /health                                              |                         | 200 200 200 200 200 200 200
        GET /health/live                                         |                         | 200 200 200 200 200 200 200
        GET /health/ready                                        |                         | 200 200 200 200 200 200 200
        GET /sign-in                                             |                         | 200 200 200 200 200 200 200
        POST /sign-in/password                                   |                         | 302 302 302 302 302 302 302
        POST /sign-in/enter-as                                   |                         | 302 302 302 302 302 302 302
        GET /sign-in/second                                      |                         | 302 302 302 302 302 302 302
        POST /sign-in/code                                       |                         | 302 302 302 302 302 302 302
        POST /sign-in/recovery-code                              |                         | 302 302 302 302 302 302 302
        POST /sign-in/passkey/options                            |                         | 200 200 200 200 200 200 200
        POST /sign-in/passkey                                    |                         | 302 302 302 302 302 302 302
        GET /sign-in/provider                                    |                         | 404 404 404 404 404 404 404
        GET /sign-in/provider/done                               |                         | 404 404 404 404 404 404 404
        POST /sign-out                                           |                         | in  302 302 302 302 302 302
        GET /invitation/{Token}                                  | invitation              | 200 200 200 200 200 200 200 200
        GET /password/{Token}                                    | lost                    | 200 200 200 200 200 200 200
        GET /                                                    |                         | in  200 200 200 200 200 200
        GET /access-denied                                       |                         | in  200 200 200 200 200 200
        GET /not-found                                           |                         | in  200 200 200 200 200 200

        GET /read                                                |                         | in  200 200 200 200 no  no
        GET /read/{Study:guid}                                   | study                   | in  404 404 200 200 no  no  404
        GET /reading/language/{language}                         | de                      | 401 302 302 302 302 403 403
        GET /reading/studies/{study:guid}/session                | study                   | 401 404 404 200 200 403 403 404
        GET /reading/studies/{study:guid}/questions/{question:guid}/examples/{score:int} | study question 3 | 401 404 404 200 200 403 403 404
        POST /reading/studies/{study:guid}/display-check         | study                   | 401 404 404 204 204 403 403 404
        POST /reading/studies/{study:guid}/signature/confirmed   | study                   | in  302 302 302 302 no  no  302
        POST /reading/studies/{study:guid}/signature/passkey/options | study               | 401 404 404 200 200 403 403 404
        POST /reading/studies/{study:guid}/signature/passkey     | study                   | in  302 302 302 302 no  no  302
        GET /reading/studies/{study:guid}/signature/provider     | study                   | in  404 404 404 404 no  no  404
        GET /reading/studies/{study:guid}/signature/provider/done | study                  | in  404 404 404 404 no  no  404
        POST /reading/keys                                       |                         | 401 204 204 204 204 403 403
        GET /reading/slots/{slot:guid}/pixels                    | slot                    | 401 404 404 200 404 403 403 404
        GET /reading/slots/{slot:guid}/map                       | slot                    | 401 404 404 200 404 403 403 404
        POST /reading/slots/{slot:guid}/shown                    | slot                    | 401 404 404 204 404 403 403 404
        POST /reading/slots/{slot:guid}/reveal                   | slot                    | 401 404 404 204 404 403 403 404
        POST /reading/slots/{slot:guid}/answers                  | slot                    | 401 404 404 200 404 403 403 404

        GET /datasets                                            |                         | in  no  no  no  no  200 200
        GET /datasets/import                                     |                         | in  no  no  no  no  no  200
        GET /datasets/{Id:guid}                                  | dataset                 | in  no  no  no  no  200 200 200
        GET /datasets/{Id:guid}/cases/{Number:int}               | dataset 1               | in  no  no  no  no  200 200 200
        GET /datasets/cases/{id:guid}/thumbnail                  | case                    | in  no  no  no  no  200 200 404
        GET /datasets/cases/{id:guid}/image                      | case                    | in  no  no  no  no  200 200 404
        GET /datasets/cases/{id:guid}/pixels                     | case                    | in  no  no  no  no  200 200 404
        GET /datasets/cases/{id:guid}/mask?label=Mass            | case                    | in  no  no  no  no  200 200 404
        GET /datasets/{id:guid}/cases.csv                        | dataset                 | in  no  no  no  no  200 200 404
        GET /datasets/{Id:guid}/split                            | dataset                 | in  no  no  no  no  no  200 200
        GET /datasets/review                                     |                         | in  no  no  no  no  no  200
        GET /datasets/imports/{id:guid}/problems.csv             | import                  | in  no  no  no  no  200 200 404
        GET /datasets/imports/{id:guid}/problems-by-name.csv     | import                  | in  no  no  no  no  no  200 404
        GET /datasets/uploads/{id:guid}                          | upload                  | 401 403 403 403 403 403 200 404
        PUT /datasets/uploads/{id:guid}/file?name=a&offset=0&total=2 | upload              | 401 403 403 403 403 403 200 404

        GET /models                                              |                         | in  no  no  no  no  200 200
        GET /models/import                                       |                         | in  no  no  no  no  no  200
        GET /models/train                                        |                         | in  no  no  no  no  no  200
        GET /models/{Id:guid}                                    | model                   | in  no  no  no  no  200 200 200
        GET /models/{id:guid}/weights                            | model                   | in  no  no  no  no  200 200 404
        GET /models/{id:guid}/card                               | model                   | in  no  no  no  no  200 200 404
        GET /models/analyses/{analysis:guid}/{name}              | analysis auc-mean.csv   | in  no  no  no  no  200 200 404
        PUT /models/uploads                                      |                         | 401 403 403 403 403 403 200

        GET /saliency                                            |                         | in  no  no  no  no  200 200
        GET /saliency/maps/{id:guid}.png                         | map                     | in  no  no  no  no  200 200 404
        GET /saliency/maps/{id:guid}/{contract}.png              | map 1                   | 401 403 403 403 403 200 200 404
        GET /saliency/maps/{id:guid}.npy                         | map                     | in  no  no  no  no  200 200 404
        GET /saliency/cases/{id:guid}.png                        | case                    | in  no  no  no  no  200 200 404

        GET /studies                                             |                         | in  no  no  no  no  200 200
        GET /studies/new                                         |                         | in  no  no  no  no  no  200
        GET /studies/{Id:guid}                                   | study                   | in  no  no  no  no  200 200 200
        GET /studies/{study:guid}/template                       | study                   | in  no  no  no  no  no  200 404

        GET /reports                                             |                         | in  no  no  no  no  200 200
        GET /reports/{Id:guid}                                   | report                  | in  no  no  no  no  200 200 200
        GET /reports/{report:guid}/files/{name}                  | report results.json     | in  no  no  no  no  200 200 404
        GET /reports/{report:guid}/figures/{name}                | report ratings.svg      | in  no  no  no  no  200 200 404
        GET /reports/{report:guid}/identities.csv                | report                  | in  no  no  no  no  no  200 404

        GET /jobs                                                |                         | in  no  no  no  no  200 200
        GET /jobs/{Id:guid}                                      | job                     | in  no  no  no  no  200 200 200
        GET /jobs/{id:guid}/log.txt                              | job                     | in  no  no  no  no  200 200 404
        POST /hubs/progress/negotiate                            |                         | 401 403 403 403 403 200 200
        GET /hubs/progress                                       |                         | 401 403 403 403 403 400 400
        HUB /hubs/progress Board                                 | study                   | 401 403 403 403 403 200 200 404
        HUB /hubs/progress Alarms                                |                         | 401 403 403 403 403 200 200

        GET /admin/users                                         |                         | in  no  no  no  no  no  200
        GET /admin/users/{account:guid}/data                     | account                 | in  no  no  no  no  no  200 404
        GET /admin/audit                                         |                         | in  no  no  no  no  no  200
        GET /admin/health                                        |                         | in  no  no  no  no  no  200
        GET /audit/audit-trail.jsonl                             |                         | in  no  no  no  no  200 200

        GET /account                                             |                         | in  200 200 200 200 200 200
        POST /account/passkeys/options                           |                         | 401 400 400 400 400 400 400
        POST /account/passkeys                                   |                         | in  302 302 302 302 302 302
        GET /account/data                                        |                         | in  200 200 200 200 200 200
        GET /account/data/download                               |                         | in  200 200 200 200 200 200
        GET /account/tokens                                      |                         | in  no  no  no  no  200 200
        GET /api                                                 |                         | in  no  no  no  no  200 200
        GET /api/openapi.json                                    |                         | in  no  no  no  no  200 200

        GET /_framework/opaque-redirect                          |                         | in  400 400 400 400 400 400
        POST /_blazor/negotiate                                  |                         | 401 200 200 200 200 200 200
        GET /_blazor                                             |                         | 401 400 400 400 400 400 400
        POST /_blazor/disconnect/                                |                         | in  400 400 400 400 400 400
        GET /_blazor/initializers/                               |                         | in  200 200 200 200 200 200
        """;

    /// <summary>The same for the <see cref="Tokens"/>.</summary>
    private const string ApiTable =
        """
        GET /api/v1/token                                             |                       | 401 401 401 403 200 200 200
        GET /api/v1/openapi.json                                      |                       | 401 401 401 403 200 200 200
        GET /api/v1/{**rest}                                          | nothing               | 401 401 401 403 404 404 404

        GET /api/v1/datasets                                          |                       | 401 401 401 403 403 200 200
        GET /api/v1/datasets/{dataset:guid}                           | dataset               | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/problems                  | dataset               | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/problems.csv              | dataset               | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/cases                     | dataset               | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/cases.csv                 | dataset               | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/cases/{number:int}        | dataset 1             | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/cases/{number:int}/image  | dataset 1             | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/cases/{number:int}/thumbnail | dataset 1          | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/cases/{number:int}/square | dataset 1             | 401 401 401 403 403 200 200 404
        GET /api/v1/datasets/{dataset:guid}/cases/{number:int}/maps   | dataset 1             | 401 401 401 403 403 200 200 404

        GET /api/v1/models                                            |                       | 401 401 401 403 403 200 200
        GET /api/v1/models/{model:guid}                               | model                 | 401 401 401 403 403 200 200 404
        GET /api/v1/models/{model:guid}/card                          | model                 | 401 401 401 403 403 200 200 404
        GET /api/v1/models/{model:guid}/roc                           | model                 | 401 401 401 403 403 200 200 404
        GET /api/v1/models/{model:guid}/weights                       | model                 | 401 401 401 403 403 200 200 404
        GET /api/v1/models/{model:guid}/analyses                      | model                 | 401 401 401 403 403 200 200 404
        GET /api/v1/models/{model:guid}/maps                          | model                 | 401 401 401 403 403 200 200 404
        GET /api/v1/analyses/{analysis:guid}                          | analysis              | 401 401 401 403 403 200 200 404
        GET /api/v1/analyses/{analysis:guid}/files/{name}             | analysis auc-mean.csv | 401 401 401 403 403 200 200 404

        GET /api/v1/maps/methods                                      |                       | 401 401 401 403 403 200 200
        GET /api/v1/maps/contracts                                    |                       | 401 401 401 403 403 200 200
        GET /api/v1/maps/{map:guid}                                   | map                   | 401 401 401 403 403 200 200 404
        GET /api/v1/maps/{map:guid}/image                             | map                   | 401 401 401 403 403 200 200 404
        GET /api/v1/maps/{map:guid}/values                            | map                   | 401 401 401 403 403 200 200 404

        GET /api/v1/studies                                           |                       | 401 401 401 403 403 200 200
        GET /api/v1/studies/{study:guid}                              | study                 | 401 401 401 403 403 200 200 404
        GET /api/v1/studies/{study:guid}/plan                         | study                 | 401 401 401 403 403 404 404 404
        GET /api/v1/studies/{study:guid}/sample-size?difference=1&readers=4&cases=20 | closed | 401 401 401 403 403 200 200 404
        POST /api/v1/studies/{study:guid}/report                      | closed                | 401 401 401 403 200 403 200 404

        GET /api/v1/reports                                           |                       | 401 401 401 403 403 200 200
        GET /api/v1/reports/{report:guid}                             | report                | 401 401 401 403 403 200 200 404
        GET /api/v1/reports/{report:guid}/results                     | report                | 401 401 401 403 403 200 200 404
        GET /api/v1/reports/{report:guid}/files/{name}                | report ratings.csv    | 401 401 401 403 403 200 200 404
        GET /api/v1/reports/{report:guid}/figures/{name}              | report ratings.svg    | 401 401 401 403 403 200 200 404
        GET /api/v1/reports/{report:guid}/bundle                      | report                | 401 401 401 403 403 200 200 404

        GET /api/v1/jobs                                              |                       | 401 401 401 403 403 200 200
        GET /api/v1/jobs/{job:guid}                                   | job                   | 401 401 401 403 403 200 200 404
        """;

    private static string[] LinesOf(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <param name="complete">Adds the answers to everybody else.</param>
    /// <param name="given">How many answers stand in the line, before that where an object is not there.</param>
    private static MatrixRow Read(string line, Func<string[], string[]> complete, int given)
    {
        var columns = line.Split('|', StringSplitOptions.TrimEntries);
        var (name, answers) = (columns[0].Split(' ', 2), Words(columns[2]));
        var (pattern, query) = name[1].Split('?') is [var before, var after] ? (before, $"?{after}") : (name[1], "");
        return new MatrixRow(name[0], pattern, query, Words(columns[1]), complete(answers[..given]), answers.Length > given ? answers[given] : "");
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
