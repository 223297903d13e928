using static TorchSharp.torch;

namespace StudyPortal.Learning.Attacks;

/// <summary>The neighbourhood of each image that an attack may not leave: a ball around it, cut at 0 and 1.</summary>
/// <param name="norm">That distances are measured in.</param>
/// <param name="radius">One number for all images, or N x 1 x 1 x 1.</param>
internal sealed class Ball(AttackNorm norm, Tensor radius)
{
    public Tensor Radius => radius;

    /// <summary>A uniformly drawn point of the ball around zero for each image, made on the CPU.</summary>
    public static Tensor Noise(AttackNorm norm, double radius, long[] shape, Generator random)
    {
        Tensor noise = empty(shape);
        if (norm == AttackNorm.Linf)
        {
            return noise.uniform_(-radius, radius, random);
        }
        noise.normal_(0, 1, random);
        long dimensions = noise.NumberOfElements / noise.shape[0];
        Tensor distance = empty(noise.shape[0], 1, 1, 1).uniform_(0, 1, random).pow(1.0 / dimensions).mul_(radius);
        return noise.div_(Length(noise)).mul_(distance);
    }

    /// <summary>
    /// The nearest allowed points; multiplied and divided in the order of the published code, since later signs of tiny
    /// gradients depend on the last digit.
    /// </summary>
    public Tensor Project(Tensor origin, Tensor moved)
    {
        if (norm == AttackNorm.Linf)
        {
            return moved.minimum(origin.add(radius)).maximum(origin.sub(radius)).clamp_(Number.Zero, Number.One);
        }
        Tensor offset = moved.sub(origin);
        Tensor length = Length(offset);
        return where(length.gt(radius), origin.add(offset.div_(length).mul_(radius)), moved).clamp_(Number.Zero, Number.One);
    }

    /// <summary>The direction in which a step of length 1 in the norm gains most; zero for an image without gradient.</summary>
    public Tensor Steepest(Tensor gradient) => norm == AttackNorm.Linf ? gradient.sign() : Unit(gradient);

    /// <summary>Each image's gradient at Euclidean length 1, or zero.</summary>
    public static Tensor Unit(Tensor gradient) => gradient.div(Length(gradient));

    /// <summary>Euclidean length of each image, N x 1 x 1 x 1; at least the smallest normal number, so that zero stays zero.</summary>
    private static Tensor Length(Tensor images) =>
        images.flatten(1).norm(1, false, 2).clamp_min(Number.SmallestNormal).reshape(-1, 1, 1, 1);
}
