using System.Text.Json;
using StudyPortal.Learning.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Tests.Training;

public sealed class OptimiserTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, TorchValues.Of("optimisers").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_optimiser_takes_the_steps_of_PyTorch(int index)
    {
        JsonElement expected = TorchValues.Of("optimisers")[index];
        TrainingRecipe recipe = new()
        {
            Optimiser = JsonSerializer.Deserialize<OptimiserKind>(expected.GetProperty("kind")),
            LearningRate = 0.05,
            WeightDecay = expected.Number("weightDecay"),
            Momentum = expected.Number("momentum"),
            Nesterov = expected.GetProperty("nesterov").GetBoolean(),
        };
        using Parameter weights = new(tensor(TorchValues.Of("start").Floats()));
        using Optimiser optimiser = new(recipe, [weights]);
        foreach ((JsonElement gradient, JsonElement after) in TorchValues.Of("gradients").EnumerateArray()
            .Zip(expected.GetProperty("weights").EnumerateArray()))
        {
            weights.grad = null;
            weights.mul(tensor(gradient.Floats())).sum().backward();
            Clip(weights, expected.Number("clip"));
            optimiser.Step(recipe.LearningRate);
            TorchValues.AssertClose(after.Floats(), [.. weights.data<float>()], 1e-6);
        }
    }

    private static void Clip(Parameter weights, double longest)
    {
        if (longest > 0)
        {
            Gradients.Clip([weights], Gradients.Length([weights]).item<float>(), longest);
        }
    }
}
